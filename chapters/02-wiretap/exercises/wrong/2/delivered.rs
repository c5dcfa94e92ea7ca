//! Misconception: a connection is one stream of bytes, not one for each
//! direction.

use wiretap::{Direction, Event, Piece};

pub fn delivered(pieces: &[Piece], _direction: Direction) -> Vec<u8> {
    let mut delivered = Vec::new();
    for piece in pieces {
        if let (Event::Bytes(bytes), Some(_)) = (&piece.event, piece.received) {
            delivered.extend_from_slice(bytes);
        }
    }
    delivered
}

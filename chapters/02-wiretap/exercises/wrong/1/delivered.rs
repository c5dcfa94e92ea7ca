//! Misconception: what was sent has been received.

use wiretap::{Direction, Event, Piece};

pub fn delivered(pieces: &[Piece], direction: Direction) -> Vec<u8> {
    let mut delivered = Vec::new();
    for piece in pieces {
        if piece.direction == direction {
            if let Event::Bytes(bytes) = &piece.event {
                delivered.extend_from_slice(bytes);
            }
        }
    }
    delivered
}

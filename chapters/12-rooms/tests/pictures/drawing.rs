//! Recordings as pictures: which packets passed, and little more.

use std::time::Duration;

use bytes::BytesMut;
use frame::{FrameDecoder, Opcode, Role};
use kit::picture::{Arrow, Picture, Sequence};
use wiretap::{Direction, Event, Piece, Recorder, Recording, Wire};

use crate::house::{Guest, House};

pub const COMMAND: &str = "cargo test -p chapter-12 --test pictures";
/// One way.
pub const DELAY: Duration = Duration::from_millis(25);

/// Somebody who has come in over a wire, whose connection has that number.
pub async fn guest(house: &mut House, recorder: &Recorder, at: usize) -> Guest {
    let wire = Wire { delay: DELAY, ..Wire::default() };
    house.tie(wire.connect(recorder.for_connection(at))).await
}

/// What was sent from that moment on, which becomes zero.
pub fn since(from: Duration, recording: &Recording) -> Vec<Piece> {
    let pieces = recording.pieces().into_iter();
    let later = pieces.filter(|piece| piece.sent >= from);
    let shifted = later.map(|piece| Piece {
        sent: piece.sent - from,
        received: piece.received.map(|received| received - from),
        ..piece
    });
    let mut shifted: Vec<Piece> = shifted.collect();
    // Who of a room is written to first is luck.
    shifted.sort_by_key(|piece| (piece.sent, piece.connection));
    shifted
}

/// A client's frame, with the key of the RFC's example instead of luck.
pub fn masked(payload: &[u8]) -> BytesMut {
    peer::masked_with([0x37, 0xfa, 0x21, 0x3d], Opcode::Text, payload)
}

/// All frames of them, each with the name of its guest.
pub fn draw(id: &str, pieces: &[Piece], names: &[&str]) -> Sequence {
    let has_bytes = |p: &&Piece| matches!(p.event, Event::Bytes(_));
    let frames = pieces.iter().filter(has_bytes);
    let arrows = frames.map(|piece| arrow(piece, names[piece.connection - 1]));
    Sequence::of_arrows(id, arrows.collect()).command(COMMAND)
}

fn arrow(piece: &Piece, name: &str) -> Arrow {
    let mut arrow = Arrow::from(piece);
    if let Event::Bytes(bytes) = &piece.event {
        arrow.label = frames(bytes, piece.direction).join(", ");
    }
    arrow.detail = format!("{}, {name}", arrow.detail);
    arrow
}

/// What frames say.
fn frames(bytes: &[u8], direction: Direction) -> Vec<String> {
    let role = match direction {
        Direction::ToServer => Role::Server,
        Direction::ToClient => Role::Client,
    };
    let mut decoder = FrameDecoder::new(role, 1 << 20);
    let (mut buffer, mut said) = (bytes.into(), Vec::new());
    while let Some(frame) = decoder.decode(&mut buffer).unwrap() {
        said.push(match frame.opcode {
            // The name is long, and always the same.
            Opcode::Text => String::from_utf8_lossy(&frame.payload)
                .replace("\"chat message\"", "…"),
            Opcode::Binary => format!("bytes {}", kit::hex(&frame.payload)),
            other => format!("{other:?}"),
        });
    }
    said
}

/// Its bytes.
pub fn bytes(piece: &Piece) -> &[u8] {
    match &piece.event {
        Event::Bytes(bytes) => bytes,
        Event::Fin | Event::Rst => b"",
    }
}

//! Recordings as pictures: which packets passed, and little more.

use std::time::Duration;

use bytes::BytesMut;
use frame::{FrameDecoder, Opcode, Role};
use kit::picture::{Arrow, Picture, Sequence};
use peer::Peer;
use wiretap::{Direction, Event, Piece, Recording, Wire};

use crate::house::House;

pub const COMMAND: &str = "cargo test -p chapter-11 --test pictures";
/// One way.
pub const DELAY: Duration = Duration::from_millis(25);

/// A session over a wire. What is recorded of it begins behind the open
/// packet.
pub async fn open(house: &House, recording: &Recording) -> Peer {
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let mut peer = house.tie(wire.connect(recording.recorder()));
    peer.begin(4).await;
    peer
}

/// All frames since `from`, each an arrow.
pub fn draw(id: &str, recording: &Recording, from: Duration) -> Sequence {
    let pieces = recording.pieces();
    let frames = pieces.iter().filter(|piece| {
        piece.sent >= from && matches!(piece.event, Event::Bytes(_))
    });
    let arrows = frames.flat_map(arrows).collect();
    Sequence::of_arrows(id, arrows).command(COMMAND)
}

/// Frames that were written together arrive together, and are several.
fn arrows(piece: &Piece) -> Vec<Arrow> {
    let Event::Bytes(bytes) = &piece.event else { return Vec::new() };
    let arrow = |(label, bytes): (String, &[u8])| {
        let event = Event::Bytes(bytes.to_vec().into());
        Arrow { label, ..Arrow::from(&Piece { event, ..piece.clone() }) }
    };
    frames(bytes, piece.direction).into_iter().map(arrow).collect()
}

/// What frames say, and their bytes.
fn frames(bytes: &[u8], direction: Direction) -> Vec<(String, &[u8])> {
    let role = match direction {
        Direction::ToServer => Role::Server,
        Direction::ToClient => Role::Client,
    };
    let mut decoder = FrameDecoder::new(role, 1 << 20);
    let (mut buffer, mut said) = (BytesMut::from(bytes), Vec::new());
    let mut rest = bytes;
    while let Some(frame) = decoder.decode(&mut buffer).unwrap() {
        let label = match frame.opcode {
            Opcode::Text => short(&String::from_utf8_lossy(&frame.payload)),
            Opcode::Binary => format!("bytes {}", kit::hex(&frame.payload)),
            other => format!("{other:?}"),
        };
        let (these, behind) = rest.split_at(rest.len() - buffer.len());
        said.push((label, these));
        rest = behind;
    }
    said
}

/// Without what is luck.
fn short(packet: &str) -> String {
    match packet.split_once("\"sid\":") {
        Some((before, _)) => format!("{before}\"sid\":…}}"),
        None => packet
            .replace("{\"token\":", "…")
            .replace("{\"_placeholder\":true,\"num\":0}", "{…}"),
    }
}

/// Bytes up and down since `from`.
pub fn spent(recorder: &Recording, from: Duration) -> (usize, usize) {
    let pieces = recorder.pieces();
    let sum = |direction| {
        let later = pieces.iter().filter(|piece| piece.sent >= from);
        let these = later.filter(|piece| piece.direction == direction);
        these.map(size).sum()
    };
    (sum(Direction::ToServer), sum(Direction::ToClient))
}

fn size(piece: &Piece) -> usize {
    match &piece.event {
        Event::Bytes(bytes) => bytes.len(),
        Event::Fin | Event::Rst => 0,
    }
}

//! Recordings as pictures: which packets passed, and little more.

use std::time::Duration;

use frame::{FrameDecoder, Opcode, Role};
use kit::picture::{Arrow, Kind, Picture, Sequence};
use peer::Peer;
use wiretap::{Direction, Event, Piece, Recorder, Recording, Wire};

use crate::web::House;

pub const COMMAND: &str = "cargo test -p chapter-10 --test pictures";
/// One way.
pub const DELAY: Duration = Duration::from_millis(25);

/// A connection with that number, over a wire.
pub fn connect(house: &House, recorder: &Recorder, at: usize) -> Peer {
    let wire = Wire { delay: DELAY, ..Wire::default() };
    house.tie(wire.connect(recorder.for_connection(at)))
}

/// The pieces with bytes in them. Of several connections the one with the
/// number `websocket` stands out.
pub fn draw(
    id: &str,
    recording: &Recording,
    websocket: Option<usize>,
) -> Sequence {
    let pieces = recording.pieces();
    let bytes = pieces.iter().filter(|p| matches!(p.event, Event::Bytes(_)));
    let arrows = bytes.map(|piece| {
        let mut arrow = arrow(piece);
        if websocket == Some(piece.connection) {
            arrow.kind = Kind::Beside;
        }
        arrow
    });
    Sequence::of_arrows(id, arrows.collect()).command(COMMAND)
}

/// What is drawn of a piece of HTTP: a word of its head, and the packets of
/// its body, or those of the frames behind a 101.
fn http(bytes: &[u8]) -> Option<String> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let (head, body) = bytes.split_at(end + 4);
    let head = String::from_utf8_lossy(head);
    let mut words = head.split([' ', '\r']);
    let word = match words.next()? {
        "HTTP/1.1" => words.next()?,
        "GET" if head.contains("Upgrade") => "Upgrade",
        method => method,
    };
    let rest = match word {
        "101" => frames(body, Role::Client),
        _ => Some(packets(&String::from_utf8_lossy(body))),
    };
    let rest = rest.unwrap_or_default();
    Some(format!("{word} {rest}").trim().to_string())
}

/// The packets of a body, or of a frame, as short as they can be.
fn packets(body: &str) -> String {
    match body.split_once("\"sid\"") {
        Some((before, _)) => format!("{before}\"sid\":…}}"),
        None => body.replace('\x1e', " 1e "),
    }
}

/// What frames say to that side.
fn frames(bytes: &[u8], role: Role) -> Option<String> {
    let (mut buffer, mut words) = (bytes.into(), Vec::new());
    let mut decoder = FrameDecoder::new(role, 1 << 16);
    while let Ok(Some(frame)) = decoder.decode(&mut buffer) {
        words.push(match frame.opcode {
            Opcode::Text => packets(&String::from_utf8_lossy(&frame.payload)),
            Opcode::Close => "close".to_string(),
            other => format!("{other:?}"),
        });
    }
    (!words.is_empty()).then(|| words.join(", "))
}

fn arrow(piece: &Piece) -> Arrow {
    let mut arrow = Arrow::from(piece);
    let role = match piece.direction {
        Direction::ToServer => Role::Server,
        Direction::ToClient => Role::Client,
    };
    if let Event::Bytes(bytes) = &piece.event {
        let said = http(bytes).or_else(|| frames(bytes, role));
        arrow.label = said.expect("neither HTTP nor a frame");
    }
    arrow
}

// ANCHOR: all
//! A piece as text: time, direction, hex, and what of it can be read.

use std::fmt::Write;
use std::time::Duration;

use crate::recording::{Direction, Event, Piece};

/// Bytes in one row.
const ROW: usize = 8;

/// What the columns of [`dump`] are.
pub const HEADING: &str =
    " #     sent  received  way  size  bytes                    text";

/// One piece in rows of eight bytes, each row with its line end. Times are
/// seconds since the start. What cannot be printed is a dot; a piece that
/// never arrived has no second time.
pub fn dump(piece: &Piece) -> String {
    let way = match piece.direction {
        Direction::ToServer => "->",
        Direction::ToClient => "<-",
    };
    let bytes: &[u8] = match &piece.event {
        Event::Bytes(bytes) => bytes,
        Event::Fin | Event::Rst => &[],
    };
    let mut text = format!(
        "{:>2} {} {} {way:>4}  ",
        piece.connection,
        seconds(Some(piece.sent)),
        seconds(piece.received),
    );
    match piece.event {
        Event::Fin => text.push_str("      FIN\n"),
        Event::Rst => text.push_str("      RST\n"),
        Event::Bytes(_) => {
            let _ = write!(text, "{:>4}  ", bytes.len());
        }
    }
    for (row, bytes) in bytes.chunks(ROW).enumerate() {
        if row > 0 {
            text.push_str(&" ".repeat(35));
        }
        for byte in bytes {
            let _ = write!(text, "{byte:02x} ");
        }
        let _ = writeln!(
            text,
            "{}{}",
            "   ".repeat(ROW - bytes.len()),
            readable(bytes)
        );
    }
    text
}

fn seconds(time: Option<Duration>) -> String {
    match time {
        Some(time) => format!("{:>9.3}", time.as_secs_f64()),
        None => format!("{:>9}", "lost"),
    }
}

/// Printable ASCII as it is, a dot for the rest.
pub(crate) fn readable(bytes: &[u8]) -> String {
    let shown = |byte: &u8| match byte {
        b' '..=b'~' => char::from(*byte),
        _ => '.',
    };
    bytes.iter().map(shown).collect()
}
// ANCHOR_END: all

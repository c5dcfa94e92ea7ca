// ANCHOR: all
//! A recording as a sequence diagram in plain text.

use std::time::Duration;

use crate::dump::readable;
use crate::recording::{Direction, Event, Piece};

/// Between the two lifelines.
const WIDTH: usize = 40;
/// The longest text on an arrow.
const LABEL: usize = 20;

/// Time flows down; the client stands left, the server right. A piece that
/// took time on its way has two rows: where it left, and where it arrived.
pub fn diagram(pieces: &[Piece]) -> String {
    let mut moments = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        // On a tie, what was sent first is drawn first.
        moments.push((piece.sent, number, false));
        match piece.received {
            Some(received) if received > piece.sent => {
                moments.push((received, number, true));
            }
            _ => {}
        }
    }
    moments.sort();
    let mut text = format!("{:>9} client{:>WIDTH$}\n", "", "server");
    for (time, number, arrives) in moments {
        let piece = &pieces[number];
        let arrow = match (arrives, piece.received) {
            (true, _) => arrow("`", &label(piece), ">"),
            (false, None) => arrow("", &label(piece), "x"),
            (false, Some(received)) if received > time => {
                arrow("", &label(piece), ".")
            }
            (false, Some(_)) => arrow("", &label(piece), ">"),
        };
        text.push_str(&row(piece, time, arrives, &arrow));
    }
    text
}

/// `-- ping (4) --------->`: how it starts, what it carries, how it ends.
fn arrow(start: &str, label: &str, end: &str) -> String {
    let length = match (start, end) {
        ("", ">") => WIDTH,
        _ => WIDTH * 3 / 4,
    };
    let mut arrow = format!("{start}-- {label} ");
    while arrow.len() + end.len() < length {
        arrow.push('-');
    }
    arrow + end
}

/// The arrow between the lifelines, and the time beside the end it touches.
fn row(piece: &Piece, time: Duration, arrives: bool, arrow: &str) -> String {
    let to_server = piece.direction == Direction::ToServer;
    let flat = piece.received == Some(piece.sent);
    let arrow = if to_server { arrow.to_string() } else { mirrored(arrow) };
    let time = format!("{:.3}", time.as_secs_f64());
    let (left, right) = match to_server != arrives {
        true => (time.as_str(), if flat { time.as_str() } else { "" }),
        false => (if flat { time.as_str() } else { "" }, time.as_str()),
    };
    // A sender's arrow touches the sender's line, an arrival the other's.
    let arrow = match to_server != arrives {
        true => format!("{arrow:<WIDTH$}"),
        false => format!("{arrow:>WIDTH$}"),
    };
    let row = format!("{left:>9} |{arrow}| {right}");
    format!("{}\n", row.trim_end())
}

/// The same arrow from right to left; its text still reads forwards.
fn mirrored(arrow: &str) -> String {
    let words = |c: char| !matches!(c, '-' | '>' | '`' | '.' | 'x');
    let start = arrow.find("- ").map_or(0, |at| at + 1);
    let end = arrow.rfind(words).map_or(start, |at| at + 1);
    let turn = |part: &str| -> String {
        let turned = part.chars().rev().map(|c| match c {
            '>' => '<',
            other => other,
        });
        turned.collect()
    };
    let (before, after) = (turn(&arrow[end..]), turn(&arrow[..start]));
    format!("{before}{}{after}", &arrow[start..end])
}

/// What the arrow carries, and how many bytes.
fn label(piece: &Piece) -> String {
    match &piece.event {
        Event::Fin => "FIN".to_string(),
        Event::Rst => "RST".to_string(),
        Event::Bytes(bytes) => {
            let shown = readable(&bytes[..bytes.len().min(LABEL)]);
            let more = if bytes.len() > LABEL { "..." } else { "" };
            format!("{shown}{more} ({})", bytes.len())
        }
    }
}
// ANCHOR_END: all

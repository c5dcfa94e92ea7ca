// ANCHOR: all
//! A piece of a conversation, for people: heads as text, the rest in hex.

use bytes::Bytes;
use wiretap::{Event, Piece, dump};

/// Where chapter 02's dump begins with the bytes.
const COLUMN: usize = 35;
/// Fields can be long: their lines begin further left.
const MARGIN: &str = "    ";

// ANCHOR: shown
/// Like [`dump`], but a head stands there as lines. What cannot be printed is
/// never taken for text: a peer's bytes could move the cursor.
pub fn shown(piece: &Piece) -> String {
    let rows = dump(piece);
    let Event::Bytes(bytes) = &piece.event else { return rows };
    let (text, rest) = bytes.split_at(text_size(bytes));
    if text.is_empty() {
        return rows;
    }
    let text = String::from_utf8_lossy(text).replace('\r', "");
    let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
    if !rest.is_empty() {
        // One read may bring the end of a head, and what comes behind it.
        let event = Event::Bytes(Bytes::copy_from_slice(rest));
        let behind = dump(&Piece { event, ..piece.clone() });
        let behind = behind.lines().filter_map(|row| row.get(COLUMN..));
        lines.extend(behind.map(str::to_string));
    }
    let start = rows.get(..COLUMN).unwrap_or_default();
    let mut all = format!("{}\n", start.trim_end());
    for line in lines {
        all.push_str(format!("{MARGIN}{line}").trim_end());
        all.push('\n');
    }
    all
}
// ANCHOR_END: shown

/// A peer's text for a terminal. A control character could move the cursor, or
/// worse: a dot stands in its place, as in a dump.
pub fn printable(text: &str) -> String {
    text.replace(char::is_control, ".")
}

/// How many bytes a head has, or the part of one: whole lines that can be
/// printed.
fn text_size(bytes: &[u8]) -> usize {
    let is_text = |byte: &u8| matches!(byte, b' '..=b'~' | b'\r' | b'\n');
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.map_or(bytes.len(), |at| at + 4);
    match bytes[..end].contains(&b'\n') && bytes[..end].iter().all(is_text) {
        true => end,
        false => 0,
    }
}
// ANCHOR_END: all

// ANCHOR: all
//! A reader of frames that knows the RFC's first example, and nothing else.

use std::error::Error;

use bytes::BytesMut;
use frame::{Header, Opcode, mask};

const KEY: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];

// ANCHOR: naive
/// `81 85 37 fa 21 3d 7f 9f 4d 51 58` is `Hello`. So the second byte is a
/// length, four bytes of a key come next, and then the text.
fn read(frame: &[u8]) -> Option<Vec<u8>> {
    let size = usize::from(frame.get(1)? & 0x7f);
    let key = frame.get(2..6)?.first_chunk()?;
    let mut text = frame.get(6..6 + size)?.to_vec();
    mask(&mut text, *key);
    Some(text)
}
// ANCHOR_END: naive

fn main() -> Result<(), Box<dyn Error>> {
    for size in [5, 125, 126, 70_000] {
        let said = "x".repeat(size);
        let heard = read(&framed(said.as_bytes())).ok_or("half a frame")?;
        let same = if heard == said.as_bytes() { "the same" } else { "others" };
        let start = heard[..5].escape_ascii();
        println!(
            "said {size:>5} bytes, heard {:>3}, {same:<8}  {start}…",
            heard.len()
        );
    }
    Ok(())
}

/// What a client sends.
fn framed(text: &[u8]) -> BytesMut {
    let mut frame = BytesMut::new();
    let size = text.len() as u64;
    let (fin, opcode, key) = (true, Opcode::Text, Some(KEY));
    Header { fin, opcode, mask: key, size }.encode(&mut frame);
    let start = frame.len();
    frame.extend_from_slice(text);
    mask(&mut frame[start..], KEY);
    frame
}
// ANCHOR_END: all

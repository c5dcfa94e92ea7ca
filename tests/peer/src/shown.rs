//! A recording without its luck, for the book's lab.

use bytes::Bytes;
use wiretap::{Event, Piece, Recording};

/// hyper says what day it is. Here it is that of the RFC's example, which is
/// as long as any other.
const DATE: &[u8] = b"Sun, 06 Nov 1994 08:49:37 GMT";
/// Ids are luck; all are of one length. This one lacks its last letter.
const ID: &[u8] = b"Tgda6jvCUCjnffadAAA";

/// What a page's lab is told of it, line by line. So many ids are in it: one
/// ends with `A`, the next with `B`.
#[track_caller]
pub fn lines(recording: &Recording, ids: u8) -> String {
    let mut letters = b'A'..;
    let mut lines = Vec::new();
    for mut piece in recording.pieces() {
        shown(&mut piece, b"date: ", |_| DATE.to_vec());
        shown(&mut piece, b"{\"sid\":\"", |rest| {
            assert_eq!(rest.get(ID.len() + 1), Some(&b'"'), "an id's length");
            let letter = letters.next().expect("few ids");
            [ID, &[letter]].concat()
        });
        lines.push(upgrade::line(&piece));
    }
    assert_eq!(letters.start - b'A', ids, "ids in the recording");
    lines.join("\n")
}

/// Puts other bytes behind `mark`, if it is there.
fn shown(piece: &mut Piece, mark: &[u8], other: impl FnOnce(&[u8]) -> Vec<u8>) {
    let Event::Bytes(bytes) = &mut piece.event else { return };
    let mut windows = bytes.windows(mark.len());
    if let Some(at) = windows.position(|window| window == mark) {
        let (mut all, at) = (bytes.to_vec(), at + mark.len());
        let other = other(&all[at..]);
        all[at..at + other.len()].copy_from_slice(&other);
        *bytes = Bytes::from(all);
    }
}

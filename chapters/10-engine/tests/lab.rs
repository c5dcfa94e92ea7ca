//! A recorded conversation for the page's lab, when nothing is running: as
//! the running chapter's tap would have told it, line by line.

#[allow(dead_code)] // shared with the checks of the exercises
#[path = "exercises/web.rs"]
mod web;

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use engine::{Config, converse};
use frame::{Close, Header, Opcode, mask};
use tokio::time::sleep; // allowed: the clock is paused
use web::{House, Peer, SHOWN, sid_of};
use wiretap::{Event, Piece, Recorder, Recording, Side, Tap, Wire};

/// One way.
const DELAY: Duration = Duration::from_millis(25);

#[tokio::test(start_paused = true)]
async fn the_recording_for_the_page_has_an_open_packet_and_a_heartbeat() {
    let house = House::new(Config::default());
    let recording = Recording::default();
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let (near, far) = wire.connect(Recorder::new(|_| {}));
    let far = Tap::new(far, Side::Server, recording.recorder());
    let task = kit::spawn(converse(far, house.engine.clone()));
    let mut page = Page { peer: Peer::new(near, task), said: 0 };
    let sid = sid_of(&page.peer.begin(4).await);
    sleep(40 * DELAY).await;
    page.say(Opcode::Text, b"4hello").await;
    assert_eq!(page.peer.hear().await, "4hello");
    page.say(Opcode::Binary, &[0, 1, 2]).await;
    assert_eq!(page.peer.frame().await.payload, [0, 1, 2][..]);
    assert_eq!(page.peer.hear().await, "2");
    page.say(Opcode::Text, b"3").await;
    sleep(4 * DELAY).await;
    let close = Close::new(Close::NORMAL, "enough").encode();
    page.say(Opcode::Close, &close).await;
    assert_eq!(page.peer.frame().await.opcode, Opcode::Close);
    drop(page);
    sleep(4 * DELAY).await;
    let pieces = recording.pieces();
    let lines: Vec<_> = pieces
        .iter()
        .map(|piece| shown(piece, b"date: ", DATE))
        .map(|piece| with_sid(&piece, &sid))
        .map(|piece| upgrade::line(&piece))
        .collect();
    kit::pin!("lab-engine", lines.join("\n"));
}

/// A browser that masks with keys which are the same each time.
struct Page {
    peer: Peer,
    said: u8,
}

impl Page {
    async fn say(&mut self, opcode: Opcode, payload: &[u8]) {
        self.said += 1;
        let key = [0x37, 0xfa, 0x21, 0x3d].map(|byte| byte ^ self.said);
        let (fin, size) = (true, payload.len() as u64);
        let mut bytes = BytesMut::new();
        Header { fin, opcode, mask: Some(key), size }.encode(&mut bytes);
        let start = bytes.len();
        bytes.extend_from_slice(payload);
        mask(&mut bytes[start..], key);
        self.peer.write(&bytes).await;
    }
}

/// hyper says what day it is. Here it is that of the RFC's example, which is
/// as long as any other.
const DATE: &[u8] = b"Sun, 06 Nov 1994 08:49:37 GMT";

/// The piece, with other bytes behind `mark`.
fn shown(piece: &Piece, mark: &[u8], other: &[u8]) -> Piece {
    let mut piece = piece.clone();
    if let Event::Bytes(bytes) = &mut piece.event {
        let mut windows = bytes.windows(mark.len());
        if let Some(at) = windows.position(|window| window == mark) {
            let (mut all, at) = (bytes.to_vec(), at + mark.len());
            all[at..at + other.len()].copy_from_slice(other);
            *bytes = Bytes::from(all);
        }
    }
    piece
}

/// A sid is luck; all are of one length.
fn with_sid(piece: &Piece, sid: &str) -> Piece {
    assert_eq!(sid.len(), SHOWN.len());
    shown(piece, b"{\"sid\":\"", SHOWN.as_bytes())
}

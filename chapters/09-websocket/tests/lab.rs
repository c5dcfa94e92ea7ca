//! A recorded conversation for the page's lab, when nothing is running: as
//! the running chapter's tap would have told it, line by line.

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/web.rs"]
mod web;

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use frame::{Close, Header, Opcode, mask};
use tokio::time::sleep; // allowed: the clock is paused
use web::{House, Peer};
use websocket::{Config, converse};
use wiretap::{Event, Piece, Recorder, Recording, Side, Tap, Wire};

/// One way.
const DELAY: Duration = Duration::from_millis(25);

#[tokio::test(start_paused = true)]
async fn the_recording_for_the_page_has_a_guest_a_heartbeat_and_a_goodbye() {
    let house = House::new(Config::default());
    let recording = Recording::default();
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let (near, far) = wire.connect(Recorder::new(|_| {}));
    let far = Tap::new(far, Side::Server, recording.recorder());
    let task = kit::spawn(converse(far, house.chat.clone()));
    let mut page = Page { peer: Peer::new(near, task), said: 0 };
    page.peer.open("/").await;
    page.peer.expect("* your name?").await;
    page.say(Opcode::Text, b"ann").await;
    page.peer.expect("* welcome, ann; others here: 0").await;
    let mut bob = house.join("bob").await;
    page.peer.expect("* bob joined").await;
    bob.say("hello").await;
    page.peer.expect("bob: hello").await;
    page.say(Opcode::Text, b"hi").await;
    bob.expect("ann: hi").await;
    let ping = page.peer.frame().await;
    assert_eq!(ping.opcode, Opcode::Ping);
    page.say(Opcode::Pong, &ping.payload).await;
    sleep(4 * DELAY).await;
    let close = Close::new(Close::NORMAL, "bye").encode();
    page.say(Opcode::Close, &close).await;
    assert_eq!(page.peer.frame().await.opcode, Opcode::Close);
    drop(page);
    bob.expect("* ann left").await;
    sleep(4 * DELAY).await;
    let pieces = recording.pieces();
    let lines: Vec<_> =
        pieces.iter().map(dated).map(|p| upgrade::line(&p)).collect();
    kit::pin!("lab-room", lines.join("\n"));
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
fn dated(piece: &Piece) -> Piece {
    const DATE: &[u8] = b"Sun, 06 Nov 1994 08:49:37 GMT";
    let mut piece = piece.clone();
    if let Event::Bytes(bytes) = &mut piece.event {
        let at = bytes.windows(6).position(|window| window == b"date: ");
        if let Some(at) = at {
            let mut head = bytes.to_vec();
            head[at + 6..at + 6 + DATE.len()].copy_from_slice(DATE);
            *bytes = Bytes::from(head);
        }
    }
    piece
}

//! A recorded conversation for the page's lab, when nothing is running: as
//! the running chapter's tap would have told it, line by line.

#[allow(dead_code)] // shared with the checks of the exercises
#[path = "exercises/house.rs"]
mod house;

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use engine::{Engine, converse};
use events::Config;
use frame::{Close, Header, Opcode, mask};
use house::Peer;
use tokio::time::sleep; // allowed: the clock is paused
use wiretap::{Event, Piece, Recorder, Recording, Side, Tap, Wire, pair};

/// One way.
const DELAY: Duration = Duration::from_millis(25);
const SHOWN: &[u8] = b"Tgda6jvCUCjnffadAAA";
const AUTH: &str = r#"42["auth",{}]"#;

#[tokio::test(start_paused = true)]
async fn the_recording_for_the_page_joins_chats_and_leaves() {
    let engine = rooms::program().into_engine(Config::default());
    let recording = Recording::default();
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let (near, far) = wire.connect(Recorder::new(|_| {}));
    let far = Tap::new(far, Side::Server, recording.recorder());
    kit::spawn(converse(far, engine.clone()));
    let mut page = Page { peer: Peer::new(near), said: 0 };
    page.peer.begin(4).await;
    sleep(40 * DELAY).await;
    page.say(Opcode::Text, b"40").await;
    page.peer.hear().await;
    assert_eq!(page.peer.hear().await, AUTH);
    let mut bob = bob(&engine).await;
    page.chat("hello, is anybody here?").await;
    page.hear("hello, is anybody here?").await;
    bob.hear().await;
    sleep(40 * DELAY).await;
    bob.say(r#"42["chat message","yes, Bob"]"#).await;
    page.hear("yes, Bob").await;
    assert_eq!(page.peer.hear().await, "2");
    page.say(Opcode::Text, b"3").await;
    sleep(40 * DELAY).await;
    page.say(Opcode::Text, b"41").await;
    sleep(4 * DELAY).await;
    bob.say(r#"42["chat message","and who are you?"]"#).await;
    sleep(40 * DELAY).await;
    let close = Close::new(Close::NORMAL, "gone").encode();
    page.say(Opcode::Close, &close).await;
    assert_eq!(page.peer.frame().await.opcode, Opcode::Close);
    drop(page);
    sleep(4 * DELAY).await;
    let pieces = recording.pieces();
    let mut ids = 0;
    let lines: Vec<_> = pieces
        .iter()
        .map(|piece| shown(piece, b"date: ", DATE))
        .map(|piece| with_id(&piece, &mut ids))
        .map(|piece| upgrade::line(&piece))
        .collect();
    assert_eq!(ids, 2);
    kit::pin!("lab-rooms", lines.join("\n"));
}

/// Somebody else who is here.
async fn bob(engine: &Engine) -> Peer {
    let (near, far) = pair();
    kit::spawn(converse(far, engine.clone()));
    let mut bob = Peer::new(near);
    bob.begin(4).await;
    bob.say("40").await;
    bob.hear().await;
    assert_eq!(bob.hear().await, AUTH);
    bob
}

/// A browser that masks with keys which are the same each time.
struct Page {
    peer: Peer,
    said: u8,
}

impl Page {
    async fn chat(&mut self, text: &str) {
        let packet = format!(r#"42["chat message","{text}"]"#);
        self.say(Opcode::Text, packet.as_bytes()).await;
    }

    async fn hear(&mut self, text: &str) {
        let packet = format!(r#"42["chat message","{text}"]"#);
        assert_eq!(self.peer.hear().await, packet);
    }

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

/// Ids are luck; all are of one length. The session's is the first.
fn with_id(piece: &Piece, ids: &mut u8) -> Piece {
    const MARK: &[u8] = b"{\"sid\":\"";
    let has_id = matches!(&piece.event, Event::Bytes(bytes)
        if bytes.windows(MARK.len()).any(|window| window == MARK));
    if !has_id {
        return piece.clone();
    }
    *ids += 1;
    shown(piece, MARK, &[SHOWN, &[b'@' + *ids]].concat())
}

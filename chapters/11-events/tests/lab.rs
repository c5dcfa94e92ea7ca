//! A recorded conversation for the page's lab, when nothing is running: as
//! the running chapter's tap would have told it, line by line.

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/house.rs"]
mod house;

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use engine::converse;
use frame::{Close, Header, Opcode, mask};
use house::{House, Peer};
use tokio::time::sleep; // allowed: the clock is paused
use wiretap::{Event, Piece, Recorder, Recording, Side, Tap, Wire};

/// One way.
const DELAY: Duration = Duration::from_millis(25);
const SHOWN: &[u8] = b"Tgda6jvCUCjnffadAAA";

#[tokio::test(start_paused = true)]
async fn the_recording_for_the_page_joins_asks_and_has_an_attachment() {
    let house = House::with(events::program(), |_| {});
    let recording = Recording::default();
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let (near, far) = wire.connect(Recorder::new(|_| {}));
    let far = Tap::new(far, Side::Server, recording.recorder());
    kit::spawn(converse(far, house.engine.clone()));
    let mut page = Page { peer: Peer::new(near).begin(4).await, said: 0 };
    sleep(40 * DELAY).await;
    page.say(Opcode::Text, "40").await;
    page.peer.hear().await;
    page.peer.expect(r#"42["auth",{}]"#).await;
    page.say(Opcode::Text, r#"42["message",1,"two"]"#).await;
    page.peer.expect(r#"42["message-back",1,"two"]"#).await;
    page.say(Opcode::Text, r#"427["message-with-ack","are you there?"]"#).await;
    page.peer.expect(r#"437["are you there?"]"#).await;
    let held = r#"{"_placeholder":true,"num":0}"#;
    page.say(Opcode::Text, &format!(r#"451-["message",{held}]"#)).await;
    page.say(Opcode::Binary, "\0\u{1}\u{2}").await;
    page.peer.hear().await;
    page.peer.hear_binary().await;
    page.say(Opcode::Text, "40/nowhere,").await;
    page.peer.hear().await;
    let close = Close::new(Close::NORMAL, "enough").encode();
    page.frame(Opcode::Close, &close).await;
    page.peer.closed().await;
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
    kit::pin!("lab-events", lines.join("\n"));
}

/// A browser that masks with keys which are the same each time.
struct Page {
    peer: Peer,
    said: u8,
}

impl Page {
    async fn say(&mut self, opcode: Opcode, payload: &str) {
        self.frame(opcode, payload.as_bytes()).await;
    }

    async fn frame(&mut self, opcode: Opcode, payload: &[u8]) {
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

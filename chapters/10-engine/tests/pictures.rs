//! The pictures of chapter 10, drawn from what really passed.

#[path = "pictures/drawing.rs"]
mod drawing;

#[allow(dead_code)] // shared with the checks of the exercises
#[path = "exercises/web.rs"]
mod web;

use std::collections::VecDeque;
use std::time::Duration;

use bytes::Bytes as Packet;
use drawing::{COMMAND, connect, draw};
use engine::{Config, payload_three};
use kit::picture::{Bytes, Picture};
use room::Batch;
use tokio::time::sleep; // allowed: the clock is paused
use web::{House, Http, SHOWN, sid_of};
use wiretap::{Direction, Event, Recording};

const MS: Duration = Duration::from_millis(1);

#[tokio::test(start_paused = true)]
async fn a_session_over_a_websocket() {
    let house = House::new(Config::default());
    let recording = Recording::default();
    let mut page = connect(&house, &recording.recorder(), 1);
    page.begin(4).await;
    page.say("4hello").await;
    assert_eq!(page.hear().await, "4hello");
    for _ in 0..2 {
        assert_eq!(page.hear().await, "2");
        page.say("3").await;
    }
    sleep(100 * MS).await;
    let picture =
        draw("engine-session", &recording, None).client("page").caption(
            "A session over a WebSocket, with EIO=4. Each message begins with \
             a digit that says what it is. The server opens, both may speak, \
             and 25 seconds after each answer the server asks whether somebody is \
             there.",
        );
    kit::pin!("engine-session", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn a_session_of_the_older_revision() {
    let house = House::new(Config::default());
    let recording = Recording::default();
    let mut page = connect(&house, &recording.recorder(), 1);
    page.begin(3).await;
    for _ in 0..2 {
        sleep(Duration::from_secs(25)).await;
        page.say("2").await;
        assert_eq!(page.hear().await, "3");
    }
    let (code, _) = page.closed().await;
    assert_eq!(code, 1008);
    let picture =
        draw("engine-session-three", &recording, None).client("page").caption(
            "The same with EIO=3. Now it is the page that asks, every 25 \
             seconds. After the second time it forgets to, and 45 seconds \
             after its last question the server closes.",
        );
    kit::pin!("engine-session-three", picture.figure());
}

/// The open packet over a WebSocket, with the sid that pages show.
async fn opened() -> (Vec<u8>, String) {
    let house = House::new(Config::default());
    let recording = Recording::default();
    let mut page = connect(&house, &recording.recorder(), 1);
    let open = page.begin(4).await;
    let pieces = recording.pieces();
    let Event::Bytes(frame) = &pieces.last().unwrap().event else {
        panic!("it has ended");
    };
    let shown = open.replace(&sid_of(&open), SHOWN);
    // In front of it is the answer of HTTP.
    let header = &frame[frame.len() - open.len() - 2..][..2];
    ([header, shown.as_bytes()].concat(), shown)
}

#[tokio::test(start_paused = true)]
async fn the_open_packet_byte_for_byte() {
    let (frame, open) = opened().await;
    assert_eq!((frame.len(), open.len()), (109, 107));
    let mut picture = Bytes::new("engine-open-packet")
        .sent(Direction::ToClient)
        .overhead("FIN + text", &frame[..1])
        .overhead("length 107", &frame[1..2])
        .overhead("0: open", &frame[2..3]);
    for (at, part) in open[1..].split_inclusive(',').enumerate() {
        let label =
            ["sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"]
                [at];
        picture = picture.meant(label, part);
    }
    let picture = picture.caption(
        "The first message of a server, over a WebSocket: two bytes of chapter \
         8, the digit that says open, and five keys. Over polling \
         `upgrades` names a WebSocket, which makes it longer by eleven bytes.",
    );
    kit::pin!("engine-open-packet", picture.command(COMMAND).figure());
}

const POLLING: &str = "EIO=4&transport=polling";

#[tokio::test(start_paused = true)]
async fn a_session_by_polling() {
    let house = House::new(Config::default());
    let recording = Recording::default();
    let recorder = recording.recorder();
    let mut polls = connect(&house, &recorder, 1);
    let mut posts = connect(&house, &recorder, 2);
    let sid = sid_of(&polls.get(POLLING).await.text());
    let query = format!("{POLLING}&sid={sid}");
    polls.ask(&query).await;
    sleep(200 * MS).await;
    let posted = posts.post(&query, b"4a\x1e4b").await;
    assert_eq!(posted.text(), "ok");
    assert_eq!(polls.answer().await.text(), "4a\x1e4b");
    polls.ask(&query).await;
    sleep(25_000 * MS).await;
    assert_eq!(polls.answer().await.text(), "2");
    // The other one has been quiet for too long, and is closed.
    let mut posts = connect(&house, &recorder, 3);
    assert_eq!(posts.post(&query, b"3").await.text(), "ok");
    let picture =
        draw("polling-session", &recording, None).client("client").caption(
            "The same session, without a WebSocket. A poll waits until there \
             is something to hear. What the client has to say goes up beside \
             it, over another connection. `1e` is one byte, which stands \
             between two packets.",
        );
    kit::pin!("polling-session", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn an_upgrade_loses_nothing() {
    let house = House::new(Config::default());
    let recording = Recording::default();
    let recorder = recording.recorder();
    let mut polls = connect(&house, &recorder, 1);
    let mut posts = connect(&house, &recorder, 2);
    let mut socket = connect(&house, &recorder, 3);
    let sid = sid_of(&polls.get(POLLING).await.text());
    let query = format!("{POLLING}&sid={sid}");
    polls.ask(&query).await;
    socket.open(&format!("EIO=4&transport=websocket&sid={sid}")).await;
    // Polling goes on meanwhile.
    socket.say("2probe").await;
    assert_eq!(posts.post(&query, b"4one").await.text(), "ok");
    assert_eq!(polls.answer().await.text(), "4one");
    polls.ask(&query).await;
    assert_eq!(socket.hear().await, "3probe");
    assert_eq!(polls.answer().await.text(), "6");
    // Nothing of the client's is under way: it moves. What is said now is
    // heard on the other side.
    assert_eq!(posts.post(&query, b"4two").await.text(), "ok");
    socket.say("5").await;
    assert_eq!(socket.hear().await, "4two");
    socket.say("4three").await;
    assert_eq!(socket.hear().await, "4three");
    assert_eq!(polls.get(&query).await.status, 400);
    let picture = draw("upgrade-moves", &recording, Some(3))
        .client("client")
        .longest_run(9)
        .caption(
            "A session moves. Double lines are the WebSocket's, single ones \
             the requests'. The WebSocket is tried out beside the polling, \
             which goes on: `one` is heard by a poll. A noop, `6`, ends the \
             poll that waits. `two` has been said, and nobody polls: it waits. \
             With `5` the session moves, and `two` is the first thing on the \
             WebSocket. Who polls after that is refused.",
        );
    kit::pin!("upgrade-moves", picture.figure());
}

#[test]
fn a_body_of_the_older_revision_with_bytes_in_it() {
    let text = Packet::from_static("4€".as_bytes());
    let bytes = Packet::from_static(b"\x04\x01\x02\x03\x04");
    let batch = Batch::from(VecDeque::from([text, bytes]));
    let (body, is_binary) = payload_three::write(batch, false);
    assert!(is_binary);
    assert_eq!(kit::hex(&body), "00 04 ff 34 e2 82 ac 01 05 ff 04 01 02 03 04");
    let picture = Bytes::new("eio3-binary-body")
        .sent(Direction::ToClient)
        .overhead("0: text", &body[..1])
        .overhead("4 bytes", &body[1..2])
        .overhead("end of the length", &body[2..3])
        .overhead("4: message", &body[3..4])
        .meant("€ in UTF-8", &body[4..7])
        .overhead("1: bytes", &body[7..8])
        .overhead("5 bytes", &body[8..9])
        .overhead("end of it", &body[9..10])
        .overhead("4, message", &body[10..11])
        .meant("the bytes", &body[11..])
        .caption(
            "Two packets in one binary body: the text `€`, and the bytes 1, 2, \
             3, 4. Each has a byte for its kind, the digits of its length, one \
             byte each, and `ff`. The type of the text is the letter `4`, that \
             of the bytes is the number 4.",
        );
    kit::pin!("eio3-binary-body", picture.command(COMMAND).figure());
}

#[test]
fn the_three_ways_to_count_a_packet() {
    let rows = ["4hello", "4€", "4𝕊"].map(|packet| {
        let batch = Batch::from(VecDeque::from([packet.into()]));
        let (body, _) = payload_three::write(batch, false);
        let body = String::from_utf8(body).unwrap();
        let units = packet.encode_utf16().count();
        assert_eq!(body, format!("{units}:{packet}"));
        let (bytes, letters) = (packet.len(), packet.chars().count());
        format!("| `{packet}` | {bytes} | {letters} | {units} | `{body}` |")
    });
    kit::pin!("eio3-lengths", rows.join("\n"));
}

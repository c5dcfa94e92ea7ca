//! The pictures of chapter 11, drawn from what really passed, and what an
//! event costs.

#[path = "pictures/drawing.rs"]
mod drawing;
#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/house.rs"]
mod house;

use std::time::Duration;

use drawing::{COMMAND, DELAY, draw, open, spent};
use events::{Args, Io, Namespace, Placeholder, Refused, Socket};
use house::{House, args};
use kit::picture::{Bytes, Picture};
use serde_json::json;
use tokio::time::sleep; // allowed: the clock is paused
use wiretap::{Direction, Event, Recording};

const SECOND: Duration = Duration::from_secs(1);

#[derive(serde::Serialize)]
struct Inner {
    x: Placeholder,
}

/// `baz`, with two attachments.
fn baz() -> Args {
    let mut args = Args::new().and_binary(&b"\x01\x02\x03"[..]);
    let x = args.attach(&b"\xff"[..]);
    args.and(&Inner { x }).unwrap()
}

/// The frames of the eighth question that a server asks.
async fn eighth_question() -> Vec<u8> {
    let greet = |socket: &Socket| {
        for number in 0..8 {
            let socket = socket.clone();
            let name = if number == 7 { "baz" } else { "earlier" };
            tokio::spawn(async move {
                let _ = socket.emit_with_ack(name, &baz(), SECOND).await;
            });
        }
    };
    let house = House::new(Io::new().with("/admin", Namespace::new(greet)));
    let recording = Recording::default();
    let mut peer = open(&house, &recording).await;
    peer.join("/admin").await;
    for _ in 0..8 {
        peer.hear().await;
        peer.hear_binary().await;
        peer.hear_binary().await;
    }
    let mut all = Vec::new();
    for piece in recording.pieces() {
        match piece.event {
            Event::Bytes(bytes) if piece.direction == Direction::ToClient => {
                all.extend_from_slice(&bytes);
            }
            _ => {}
        }
    }
    let start = all.windows(4).rposition(|four| four == b"452-").unwrap();
    all.split_off(start - 2)
}

#[tokio::test(start_paused = true)]
async fn an_event_byte_for_byte() {
    let frames = eighth_question().await;
    let mut picture =
        Bytes::new("events-packet").sent(Direction::ToClient).longest(12);
    let mut rest = &frames[..];
    let parts: [(&str, &[u8], bool); 12] = [
        ("FIN + text, length", &[0x81, 0x55], false),
        ("4: a message", b"4", false),
        ("5: binary event", b"5", false),
        ("two attachments", b"2-", false),
        ("namespace", b"/admin,", false),
        ("id", b"7", false),
        ("the name", br#"["baz","#, true),
        ("placeholder 0", br#"{"_placeholder":true,"num":0},"#, false),
        ("placeholder 1", br#"{"x":{"_placeholder":true,"num":1}}]"#, false),
        ("FIN + binary, 3", b"\x82\x03", false),
        ("attachment 0", b"\x01\x02\x03", true),
        ("FIN + binary, 1", b"\x82\x01", false),
    ];
    for (label, bytes, is_meant) in parts {
        assert!(rest.starts_with(bytes), "{label}: {}", kit::hex(rest));
        picture = match is_meant {
            true => picture.meant(label, bytes),
            false => picture.overhead(label, bytes),
        };
        rest = &rest[bytes.len()..];
    }
    let picture = picture.meant("attachment 1", rest).caption(
        "An event in three frames, from a server. The first is text: two \
         bytes of chapter 8, one of chapter 10, and from there on Socket.IO. \
         Whatever is binary in it has a placeholder there, and follows in a \
         frame of its own.",
    );
    kit::pin!("events-packet", picture.command(COMMAND).figure());
}

fn program() -> Io {
    let greet = |socket: &Socket| {
        socket.on("ping", |socket, event| {
            let _ = match &event.ack {
                Some(ack) => ack.send(&args(&[json!("pong")])),
                None => socket.emit("pong", &args(&[])),
            };
        });
        socket.on("sum", |socket, event| {
            if let Some(ack) = &event.ack {
                let _ = ack.send(&args(&[json!(5)]));
            }
            let socket = socket.clone();
            tokio::spawn(async move {
                let asked = args(&[json!("sock")]);
                let _ = socket.emit_with_ack("size", &asked, SECOND).await;
            });
        });
        socket.on("echo", |socket, event| {
            let _ = socket.emit("back", &event.args);
        });
    };
    let refuses = Namespace::new(greet).allow(|socket| match socket.auth() {
        r#"{"token":"sock"}"# => Ok(()),
        _ => Err(Refused::new("not authorized")),
    });
    Io::new().with("/", Namespace::new(greet)).with("/admin", refuses)
}

#[tokio::test(start_paused = true)]
async fn questions_in_both_directions() {
    let house = House::new(program());
    let recording = Recording::default();
    let recorder = recording.recorder();
    let mut peer = open(&house, &recording).await;
    let from = recorder.now();
    peer.join("/").await;
    peer.say(r#"42["ping"]"#).await;
    peer.expect(r#"42["pong"]"#).await;
    peer.say(r#"420["sum",2,3]"#).await;
    peer.expect("430[5]").await;
    peer.expect(r#"420["size","sock"]"#).await;
    peer.say("430[43]").await;
    sleep(2 * DELAY).await;
    let picture = draw("events-conversation", &recording, from).caption(
        "Behind the open packet: the client joins `/`. It tells of a \
             `ping`, and hears of a `pong`: two events that know nothing of \
             each other. Then it asks, with the id 0, and so is the answer \
             numbered. The server asks as well. Its 0 is another 0.",
    );
    kit::pin!("events-conversation", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn two_namespaces_on_one_connection() {
    let house = House::new(program());
    let recording = Recording::default();
    let recorder = recording.recorder();
    let mut peer = open(&house, &recording).await;
    let from = recorder.now();
    peer.join("/").await;
    peer.say(r#"40/admin,{"token":"shoe"}"#).await;
    peer.hear().await;
    peer.say(r#"40/admin,{"token":"sock"}"#).await;
    peer.hear().await;
    peer.say(r#"42/admin,["echo",1]"#).await;
    peer.hear().await;
    peer.say("41/admin,").await;
    sleep(2 * DELAY).await;
    peer.say(r#"42["echo",2]"#).await;
    peer.hear().await;
    let picture = draw("events-namespaces", &recording, from).caption(
        "One session, and two namespaces on it. The second wants a token, and \
         says why it refuses. Leaving it ends nothing else: there is no answer \
         to `41`, and `/` goes on.",
    );
    kit::pin!("events-namespaces", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn a_heartbeat_between_attachments() {
    let house = House::with(program(), |_| {});
    let recording = Recording::default();
    let recorder = recording.recorder();
    let mut peer = open(&house, &recording).await;
    peer.join("/").await;
    sleep(24 * SECOND).await;
    let from = recorder.now();
    let held = r#"{"_placeholder":true,"num":0}"#;
    peer.say(&format!(r#"451-["echo",{held}]"#)).await;
    peer.expect("2").await;
    peer.say("3").await;
    peer.say_binary(b"\x01\x02\x03").await;
    peer.hear().await;
    peer.hear_binary().await;
    let picture = draw("events-attachments", &recording, from).caption(
        "A header, a heartbeat of chapter 10, and the attachment, which is a \
         frame without a word of Socket.IO in it. `{…}` is its placeholder. Of \
         text, nothing but the heartbeat may stand between.",
    );
    kit::pin!("events-attachments", picture.figure());
}

/// What a `ping` costs: told, and asked.
#[tokio::test(start_paused = true)]
async fn the_price_of_an_event() {
    let mut rows = Vec::new();
    for (how, said, heard) in [
        ("an event, and another one back", r#"42["ping"]"#, r#"42["pong"]"#),
        (
            "an event with an acknowledgement",
            r#"420["ping"]"#,
            r#"430["pong"]"#,
        ),
    ] {
        let house = House::new(program());
        let recording = Recording::default();
        let recorder = recording.recorder();
        let start = recorder.now();
        let mut peer = open(&house, &recording).await;
        peer.join("/").await;
        let joined = recorder.now();
        peer.say(said).await;
        peer.expect(heard).await;
        let done = recorder.now();
        let (up, down) = spent(&recording, joined);
        let trips = |time: Duration| time.as_millis() / (2 * DELAY).as_millis();
        // One for TCP, which a wire in memory has not.
        let (opening, back) = (1 + trips(joined - start), trips(done - joined));
        rows.push(format!(
            "| 11 | {how} | {up} | {down} | {opening} + {back} | either |"
        ));
    }
    kit::pin!("price-of-an-event", rows.join("\n"));
}

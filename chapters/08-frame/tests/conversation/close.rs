//! How a conversation ends.

use std::time::Duration;

use frame::{Close, Config, Role};
use kit::{deliveries, expect_wire, send, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wiretap::{Direction, Event, pair};

use crate::{close, framed, masked, open, socket};

#[tokio::test(start_paused = true)]
async fn a_close_frame_is_answered_with_its_own_code_and_reason() {
    let longest = "x".repeat(123);
    for (payload, expected) in [
        (&b""[..], framed(0x88, b"")),
        (b"\x03\xe8", close(1000, "")),
        (b"\x03\xe9bye", close(1001, "bye")),
        (b"\x0b\xb8", close(3000, "")),
        (b"\x13\x87", close(4999, "")),
        (&[b"\x03\xe8", longest.as_bytes()].concat(), close(1000, &longest)),
    ] {
        for delivery in deliveries(&[&masked(0x88, payload)]) {
            let mut talk = open(Config::default()).await;
            send(&mut talk.stream, &delivery).await.unwrap();
            expect_wire(&talk.rest().await, &expected, delivery.name);
            talk.verdict().await.unwrap();
        }
    }
}

#[tokio::test(start_paused = true)]
async fn after_a_close_frame_the_server_says_nothing_more() {
    let mut talk = open(Config::default()).await;
    let sent = [
        masked(0x88, b"\x03\xe8"),
        masked(0x81, b"Hello"),
        masked(0x89, b"?"),
        masked(0x88, b"\x03\xe9"),
        vec![0xff; 100],
    ];
    talk.write(&sent.concat()).await;
    expect_wire(&talk.rest().await, &close(1000, ""), "one close frame");
    talk.verdict().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_server_ends_the_connection_before_the_client_does() {
    let mut talk = open(Config::default()).await;
    talk.write(&masked(0x88, b"\x03\xe8")).await;
    talk.rest().await;
    let recording = talk.recording.clone();
    talk.verdict().await.unwrap();
    let pieces = recording.pieces();
    let ends = pieces.iter().filter(|piece| piece.event == Event::Fin);
    let ends: Vec<Direction> = ends.map(|piece| piece.direction).collect();
    assert_eq!(ends, [Direction::ToClient, Direction::ToServer]);
}

#[tokio::test(start_paused = true)]
async fn a_client_of_ours_waits_for_the_server_s_end() {
    let (mut server, stream) = pair();
    let client = kit::spawn(async move {
        let mut socket = socket(stream, Role::Client);
        socket.close(Some(Close::new(Close::NORMAL, "")));
        let closed = socket.next(Duration::from_secs(1)).await;
        socket.finish(Duration::from_secs(1)).await;
        closed
    });
    let mut heard = [0; 8];
    let read = server.read_exact(&mut heard);
    within("its close frame", read).await.unwrap();
    assert_eq!(heard[..2], [0x88, 0x82]);
    server.write_all(&close(1000, "")).await.unwrap();
    // The client does not finish before us.
    let quarter = Duration::from_millis(250);
    let early = tokio::time::timeout(quarter, server.read_u8()).await;
    assert!(early.is_err(), "{early:?}");
    server.shutdown().await.unwrap();
    let closed = within("its verdict", client).await.unwrap();
    assert_eq!(closed.unwrap(), None);
    assert_eq!(server.read(&mut heard).await.unwrap(), 0);
}

#[tokio::test(start_paused = true)]
async fn shutdown_says_1001_and_takes_the_answer() {
    let mut talk = open(Config::default()).await;
    talk.write(&masked(0x81, b"Hello")).await;
    talk.hears(&framed(0x81, b"Hello"), "the echo").await;
    talk.end();
    let bye = close(1001, "the server ends");
    talk.hears(&bye, "the server's close frame").await;
    // Whatever was on its way already is not answered any more.
    talk.write(&masked(0x81, b"Hello")).await;
    talk.write(&masked(0x89, b"?")).await;
    // Nor does it end the connection: the server waits for our close frame.
    let second = Duration::from_secs(1);
    let early = tokio::time::timeout(second, talk.stream.read_u8()).await;
    assert!(early.is_err(), "{early:?}");
    talk.write(&masked(0x88, b"\x03\xe9")).await;
    assert!(talk.rest().await.is_empty());
    talk.verdict().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn both_may_close_at_once() {
    let mut talk = open(Config::default()).await;
    talk.end();
    talk.write(&masked(0x88, b"\x03\xe8")).await;
    let expected = close(1001, "the server ends");
    expect_wire(&talk.rest().await, &expected, "one close frame each");
    talk.verdict().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn nothing_can_be_said_behind_a_close_frame() {
    let (mut peer, stream) = pair();
    let mut socket = socket(stream, Role::Server);
    socket.send(&frame::Message::Text("one".to_string()));
    socket.close(None);
    socket.send(&frame::Message::Text("two".to_string()));
    socket.ping(b"three");
    socket.close(Some(Close::new(1000, "four")));
    socket.flush().await.unwrap();
    drop(socket);
    let mut heard = Vec::new();
    peer.read_to_end(&mut heard).await.unwrap();
    let expected = [framed(0x81, b"one"), framed(0x88, b"")].concat();
    expect_wire(&heard, &expected, "a close frame is the last");
}

//! Chapter 10's columns in the matrix of failures, over a WebSocket and by
//! polling: each cell is what happened.

#[allow(dead_code)] // shared with the checks of the exercises
#[path = "exercises/web.rs"]
mod web;

use std::time::Duration;

use engine::{Config, Engine, Handler, Message, Peer as Session, Reason};
use frame::{Close, Frame, Opcode};
use kit::{deliveries, send, trouble, within};
use peer::{Peer, masked};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout}; // allowed: the clock is paused
use web::{House, Http, sid_of};

/// Echoes, and tells why it is over.
struct Told(Session, mpsc::UnboundedSender<Reason>);

impl Handler for Told {
    fn message(&mut self, message: Message) {
        self.0.send(message);
    }

    fn closed(&mut self, reason: Reason) {
        let _ = self.1.send(reason);
    }
}

/// A house in which one hears why sessions end.
fn house() -> (House, mpsc::UnboundedReceiver<Reason>) {
    let (tell, told) = mpsc::unbounded_channel();
    let make = move |peer: &Session| -> Box<dyn Handler> {
        Box::new(Told(peer.clone(), tell.clone()))
    };
    let engine = Engine::new(Config::default(), make);
    (House { engine }, told)
}

/// Why the session has ended, and when; and that others still can.
async fn ended(
    house: &House,
    told: &mut mpsc::UnboundedReceiver<Reason>,
    start: Instant,
) -> String {
    let reason = within("the session's end", told.recv()).await.unwrap();
    let time = match start.elapsed().as_secs() {
        0 => String::new(),
        seconds => format!(" after {seconds} s"),
    };
    house.connect().begin(4).await;
    format!("the session ends{time}: `{reason}`")
}

#[tokio::test(start_paused = true)]
async fn what_chapter_10_does_over_a_websocket() {
    let mut cells = Vec::new();
    let ping = masked(Opcode::Text, b"4ping");
    for delivery in &deliveries(&[&ping[..], &ping[..]])[..3] {
        let (_house, _told, mut peer) = open().await;
        send(&mut peer.stream, delivery).await.unwrap();
        let mut echoes = 0;
        for _ in 0..2 {
            echoes += usize::from(peer.hear().await == "4ping");
        }
        cells.push(format!("{echoes} echoes of 2 messages"));
    }
    cells.push(end_by(drop).await);
    cells.push(end_by(|peer| trouble::reset(peer.stream)).await);
    cells.push(end_by(std::mem::forget).await);
    cells.push(never_reads().await);
    cells.push(flood().await);
    kit::pin!("failures-of-engine", kit::failures(&cells));
}

async fn open() -> (House, mpsc::UnboundedReceiver<Reason>, Peer) {
    let (house, told) = house();
    let mut peer = house.connect();
    peer.begin(4).await;
    (house, told, peer)
}

/// Half a message, and then that end.
async fn end_by(end: impl FnOnce(Peer)) -> String {
    let (house, mut told, mut peer) = open().await;
    let start = Instant::now();
    let ping = masked(Opcode::Text, b"4ping");
    peer.write(&ping[..ping.len() - 2]).await;
    tokio::task::yield_now().await;
    end(peer);
    ended(&house, &mut told, start).await
}

async fn never_reads() -> String {
    let (house, mut told, mut peer) = open().await;
    let start = Instant::now();
    let message = masked(Opcode::Text, format!("4{:9999}", 0).as_bytes());
    let mut taken = 0;
    let second = Duration::from_secs(1);
    while timeout(second, peer.write(&message)).await.is_ok() {
        taken += message.len();
        assert!(taken < 10_000_000, "it takes whatever comes");
    }
    let end = ended(&house, &mut told, start).await;
    format!("stops reading; {end}")
}

async fn flood() -> String {
    let (_house, _told, mut peer) = open().await;
    let config = Config::default();
    let message = vec![b'4'; config.max_payload + 1];
    let frame = masked(Opcode::Text, &message);
    let (mut reads, mut writes) = tokio::io::split(&mut peer.stream);
    let sending = tokio::io::AsyncWriteExt::write_all(&mut writes, &frame);
    let hearing = trouble::rest(&mut reads);
    let (_, said) =
        within("the flood's end", async { tokio::join!(sending, hearing) })
            .await;
    let mut said = said[..].into();
    let mut frames = frame::FrameDecoder::new(frame::Role::Client, 1 << 20);
    let Frame { payload, .. } = frames.decode(&mut said).unwrap().unwrap();
    let close = Close::decode(&payload).unwrap().unwrap();
    format!("says {} `{}`, ends", close.code, close.reason)
}

const POLLING: &str = "EIO=4&transport=polling";

#[tokio::test(start_paused = true)]
async fn what_chapter_10_does_by_polling() {
    let mut cells = Vec::new();
    for at in 0..3 {
        let (house, _told, sid) = open_by_polling().await;
        let query = format!("{POLLING}&sid={sid}");
        let post = post(&query, b"4ping");
        let delivery = deliveries(&[&post[..], &post[..]]).swap_remove(at);
        let mut posts = house.connect();
        send(&mut posts.stream, &delivery).await.unwrap();
        for _ in 0..2 {
            assert_eq!(posts.answer().await.text(), "ok");
        }
        let body = house.connect().get(&query).await.text();
        let echoes = body.split('\x1e').filter(|p| *p == "4ping").count();
        cells.push(format!("{echoes} echoes of 2 messages, in one poll"));
    }
    cells.push(post_ends_by(drop).await);
    cells.push(post_ends_by(|peer| trouble::reset(peer.stream)).await);
    cells.push(post_ends_by(std::mem::forget).await);
    cells.push(never_polls().await);
    cells.push(flood_by_polling().await);
    kit::pin!("failures-of-polling", kit::failures(&cells));
}

async fn open_by_polling() -> (House, mpsc::UnboundedReceiver<Reason>, String) {
    let (house, told) = house();
    let open = house.connect().get(POLLING).await.text();
    (house, told, sid_of(&open))
}

/// A request that brings something, as bytes.
fn post(query: &str, body: &[u8]) -> Vec<u8> {
    let size = body.len();
    let head = format!(
        "POST /socket.io/?{query} HTTP/1.1\r\nHost: localhost:8888\r\n\
         Content-Type: text/plain\r\nContent-Length: {size}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

/// Half a body, and then that end.
async fn post_ends_by(end: impl FnOnce(Peer)) -> String {
    let (house, mut told, sid) = open_by_polling().await;
    let start = Instant::now();
    let mut posts = house.connect();
    let post = post(&format!("{POLLING}&sid={sid}"), b"4ping");
    posts.write(&post[..post.len() - 2]).await;
    tokio::task::yield_now().await;
    end(posts);
    ended(&house, &mut told, start).await
}

/// Says something again and again, and never asks what there is to hear.
async fn never_polls() -> String {
    let (house, mut told, sid) = open_by_polling().await;
    let query = format!("{POLLING}&sid={sid}");
    let mut posts = house.connect();
    let body = format!("4{:9999}", 0);
    let start = Instant::now();
    for count in 0.. {
        assert!(count < 1000, "it keeps whatever comes");
        if posts.post(&query, body.as_bytes()).await.status != 200 {
            break;
        }
    }
    ended(&house, &mut told, start).await
}

async fn flood_by_polling() -> String {
    let (house, _told, sid) = open_by_polling().await;
    let query = format!("{POLLING}&sid={sid}");
    let body = vec![b'4'; Config::default().max_payload + 1];
    let refused = house.connect().post(&query, &body).await;
    let still = house.connect().post(&query, b"4ping").await;
    assert_eq!(still.text(), "ok");
    format!("`{}` {}; the session goes on", refused.status, refused.text())
}

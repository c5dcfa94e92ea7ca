//! Chapter 09's column in the matrix of failures: each cell is what happened.

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/web.rs"]
mod web;

use std::time::Duration;

use frame::Opcode;
use kit::{deliveries, send, trouble};
use peer::{Peer, masked};
use tokio::io::AsyncWriteExt;
use tokio::time::Instant;
use web::{House, settle};
use websocket::Config;

#[tokio::test(start_paused = true)]
async fn what_chapter_09_does_when_things_go_wrong() {
    let mut cells = Vec::new();
    let ping = masked(Opcode::Text, b"ping");
    for delivery in &deliveries(&[&ping[..], &ping[..]])[..3] {
        let (_house, mut ann, mut bob) = ann_and_bob().await;
        send(&mut bob.stream, delivery).await.unwrap();
        bob.send(Opcode::Close, b"\x03\xe8").await;
        let heard = until_left(&mut ann).await;
        let messages = heard.iter().filter(|text| *text == "bob: ping");
        cells.push(format!("{} messages heard of 2", messages.count()));
    }
    cells.push(end_by(drop).await);
    cells.push(end_by(|bob| trouble::reset(bob.stream)).await);
    cells.push(end_by(std::mem::forget).await);
    cells.push(never_reads().await);
    cells.push(flood().await);
    kit::pin!("failures-of-websocket", kit::failures(&cells));
}

async fn ann_and_bob() -> (House, Peer, Peer) {
    let house = House::new(Config::default());
    let mut ann = house.join("ann").await;
    let bob = house.join("bob").await;
    ann.expect("* bob joined").await;
    (house, ann, bob)
}

/// What ann hears of bob until he has left.
async fn until_left(ann: &mut Peer) -> Vec<String> {
    let mut heard = Vec::new();
    loop {
        heard.push(ann.hear().await);
        if heard.iter().any(|text| text.starts_with("* bob left")) {
            return heard;
        }
    }
}

/// What ann hears when bob says half a message and ends so.
async fn end_by(end: impl FnOnce(Peer)) -> String {
    let (house, mut ann, mut bob) = ann_and_bob().await;
    let start = Instant::now();
    let ping = masked(Opcode::Text, b"ping");
    bob.write(&ping[..ping.len() - 2]).await;
    settle().await;
    end(bob);
    let heard = until_left(&mut ann).await.join(", ");
    let time = match start.elapsed().as_secs() {
        0 => String::new(),
        seconds => format!(" after {seconds} s"),
    };
    // And the room goes on.
    let mut cid = house.join("cid").await;
    ann.expect("* cid joined").await;
    ann.say("still here").await;
    cid.expect("ann: still here").await;
    format!("others hear `{heard}`{time}")
}

async fn never_reads() -> String {
    let (house, mut ann, _bob) = ann_and_bob().await;
    let mut cid = house.join("cid").await;
    ann.expect("* cid joined").await;
    let text = "x".repeat(1000);
    loop {
        cid.say(&text).await;
        let heard = ann.hear().await;
        if !heard.starts_with("cid: x") {
            ann.hear().await; // nothing is lost: the message comes as well
            return format!(
                "others hear `{heard}`, and every message; close 1008"
            );
        }
    }
}

async fn flood() -> String {
    let (_house, mut ann, bob) = ann_and_bob().await;
    let config = Config::default();
    let start = Instant::now();
    let flooding = async {
        let mut stream = bob.stream;
        for _ in 0..1000 {
            let frame = masked(Opcode::Text, b"flood");
            stream.write_all(&frame).await.unwrap();
        }
        stream
    };
    let hearing = async {
        for _ in 0..1000 {
            ann.expect("bob: flood").await;
        }
    };
    tokio::join!(flooding, hearing);
    assert!(start.elapsed() > config.pace * (1000 - config.burst - 1));
    let per_second =
        Duration::from_secs(1).as_millis() / config.pace.as_millis();
    format!(
        "holds: {per_second} messages a second, after a burst of {}",
        config.burst
    )
}

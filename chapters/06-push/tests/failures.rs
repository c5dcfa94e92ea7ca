//! Chapter 06's column in the matrix of failures: each cell is what happened.

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/web.rs"]
mod web;

use std::time::Duration;

use kit::{deliveries, send, trouble, within};
use push::Config;
use tokio::io::{AsyncWriteExt, copy, sink, split};
use tokio::time::Instant;
use web::{Client, Web, events, settle};
use wiretap::MemoryStream;

const SAY: &str =
    "POST /say HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\n";
/// As much of a request as chapter 05's failures send.
const HALF: &str = "POST /say ";

#[tokio::test(start_paused = true)]
async fn what_chapter_06_does_when_things_go_wrong() {
    let mut cells = Vec::new();
    let one = format!("{SAY}ping");
    for delivery in &deliveries(&[one.as_bytes(), one.as_bytes()])[..3] {
        let (web, mut ann) = ann_listens().await;
        let mut bob = web.connect();
        send(&mut bob.stream, delivery).await.unwrap();
        for _ in 0..2 {
            assert_eq!(bob.answer().await.status, 200);
        }
        let mut heard = events(&ann.chunk().await);
        while heard.len() < 2 {
            heard.extend(events(&ann.chunk().await));
        }
        is_unharmed(&web, &mut ann).await;
        cells.push(format!("{} messages heard of 2", heard.len()));
    }
    cells.push(end_by(drop).await);
    cells.push(end_by(trouble::reset).await);
    cells.push(silence().await);
    cells.push(never_reads().await);
    cells.push(flood().await);
    kit::pin!("failures-of-push", kit::failures(&cells));
}

/// Ann, who listens, should not notice what Bob does.
async fn ann_listens() -> (Web, Client) {
    let web = Web::new(Config::default());
    let mut ann = web.connect();
    ann.ask("/events").await;
    ann.opening().await;
    (web, ann)
}

async fn is_unharmed(web: &Web, ann: &mut Client) {
    web.say(&["still here"]).await;
    loop {
        let heard = ann.chunk().await;
        if heard.contains("ann: still here") {
            return;
        }
    }
}

/// Bob sends half a head and ends so.
async fn end_by(end: impl FnOnce(MemoryStream)) -> String {
    let (web, mut ann) = ann_listens().await;
    let mut bob = web.connect();
    bob.send(HALF).await;
    settle().await;
    end(bob.stream);
    settle().await;
    let last = web.board.say("ann", "next").await.unwrap();
    assert_eq!(last, 1, "nothing else was said");
    is_unharmed(&web, &mut ann).await;
    "nothing is said; nothing is kept".to_string()
}

async fn silence() -> String {
    let (web, mut ann) = ann_listens().await;
    let mut bob = web.connect();
    let start = Instant::now();
    bob.send(HALF).await;
    assert_eq!(bob.rest().await, "");
    is_unharmed(&web, &mut ann).await;
    format!("hangs up after {} s", start.elapsed().as_secs())
}

async fn never_reads() -> String {
    let web = Web::new(Config::default());
    let text = "x".repeat(1000);
    web.say(&[&text[..]; 50]).await;
    let mut ann = web.connect();
    ann.ask("/events?after=50").await;
    ann.opening().await;
    let mut bob = web.connect();
    let start = Instant::now();
    let ask = b"GET /poll HTTP/1.1\r\nHost: localhost\r\n\r\n";
    while bob.stream.write_all(ask).await.is_ok() {}
    is_unharmed(&web, &mut ann).await;
    format!("is hung up on after {} s", start.elapsed().as_secs())
}

async fn flood() -> String {
    let (web, mut ann) = ann_listens().await;
    let (mut answers, mut bob) = split(web.connect().stream);
    let config = Config::default();
    let start = Instant::now();
    let burst = format!("{SAY}ping").repeat(1000);
    let flooding = bob.write_all(burst.as_bytes());
    // He reads his answers, or he would be hung up on for that.
    let mut nowhere = sink();
    let reading = copy(&mut answers, &mut nowhere);
    let hearing = async {
        let mut heard = 0;
        while heard < 1000 {
            let chunk = ann.chunk().await;
            assert_ne!(chunk, ":\n\n", "it has stopped after {heard}");
            heard += events(&chunk).len();
        }
    };
    let all = async { tokio::join!(flooding, hearing) };
    let (flooded, ()) = tokio::select! {
        done = within("the flood to end", all) => done,
        _ = reading => panic!("bob was hung up on"),
    };
    flooded.unwrap();
    assert!(start.elapsed() > config.pace * (1000 - config.burst - 1));
    let second = Duration::from_secs(1).as_millis();
    format!(
        "holds: {} messages a second on one connection, after a burst of {}",
        second / config.pace.as_millis(),
        config.burst
    )
}

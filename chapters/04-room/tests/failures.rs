//! Chapter 04's column in the matrix of failures: each cell is what happened.

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/chat.rs"]
mod chat;

use std::time::Duration;

use chat::{Chat, MS, Peer, write};
use kit::{deliveries, send, trouble};
use room::Config;
use tokio::io::AsyncWriteExt;
use tokio::time::{Instant, sleep};
use wiretap::{MemoryStream, pair};

#[tokio::test(start_paused = true)]
async fn what_chapter_04_does_when_things_go_wrong() {
    let mut cells = Vec::new();
    for delivery in &deliveries(&[b"ping\n", b"ping\n"])[..3] {
        let mut room = ThreeGuests::new(Config::default()).await;
        send(&mut room.bob, delivery).await.unwrap();
        room.bob.shutdown().await.unwrap();
        let heard = room.heard_of_bob().await;
        let lines = heard.iter().filter(|line| *line == "bob: ping");
        cells.push(format!("{} lines heard of 2", lines.count()));
        assert_eq!(heard.last().unwrap(), "* bob left");
    }
    cells.push(end_by(drop).await);
    cells.push(end_by(trouble::reset).await);
    cells.push(end_by(std::mem::forget).await);
    cells.push(never_reads().await);
    cells.push(flood().await);
    kit::pin!("failures-of-room", kit::failures(&cells));
}

/// Bob is the trouble; ann and cid should not notice more than they must.
struct ThreeGuests {
    ann: Peer,
    bob: MemoryStream,
    cid: Peer,
}

impl ThreeGuests {
    async fn new(config: Config) -> ThreeGuests {
        let chat = Chat::new(config);
        let mut ann = chat.join("ann").await;
        let mut cid = chat.join("cid").await;
        let (mut bob, far) = pair();
        chat.accept(far);
        write(&mut bob, b"bob\n").await;
        ann.expect("* cid joined").await;
        for peer in [&mut ann, &mut cid] {
            peer.expect("* bob joined").await;
        }
        ThreeGuests { ann, bob, cid }
    }

    /// What ann and cid hear of bob until he has left. Both hear the same,
    /// and can still talk to each other.
    async fn heard_of_bob(&mut self) -> Vec<String> {
        let mut heard = Vec::new();
        loop {
            let line = self.ann.next().await;
            self.cid.expect(&line).await;
            heard.push(line);
            if heard.iter().any(|line| line.starts_with("* bob left")) {
                break;
            }
        }
        self.ann.say("what was that?").await;
        self.cid.expect("ann: what was that?").await;
        heard
    }
}

/// What the others hear when bob says `pi` and ends so.
async fn end_by(end: impl FnOnce(MemoryStream)) -> String {
    let ThreeGuests { ann, mut bob, cid } =
        ThreeGuests::new(Config::default()).await;
    let start = Instant::now();
    write(&mut bob, b"pi").await;
    sleep(MS).await;
    end(bob);
    sleep(MS).await;
    let mut room = ThreeGuests { ann, bob: pair().0, cid };
    // Somebody who only listens says so from time to time.
    for peer in [&mut room.ann, &mut room.cid] {
        peer.say("").await;
    }
    let heard = room.heard_of_bob().await;
    let time = match start.elapsed().as_secs() {
        0 => String::new(),
        seconds => format!(" after {seconds} s"),
    };
    format!("others hear `{}`{time}", heard.join(", "))
}

async fn never_reads() -> String {
    let mut room = ThreeGuests::new(Config::default()).await;
    let mut lines = 0;
    let notice = loop {
        room.cid.say(&"x".repeat(1000)).await;
        lines += 1;
        let heard = room.ann.next().await;
        if !heard.starts_with("cid: x") {
            room.ann.next().await; // nothing is lost: the line comes as well
            break heard;
        }
    };
    room.cid.expect(&notice).await;
    assert!(lines > 60, "{lines}");
    format!("others hear `{notice}`, and every line")
}

async fn flood() -> String {
    let mut room = ThreeGuests::new(Config::default()).await;
    let start = Instant::now();
    let flooding = async {
        write(&mut room.bob, &b"flood\n".repeat(1000)).await;
    };
    let hearing = async {
        for _ in 0..1000 {
            room.ann.expect("bob: flood").await;
            room.cid.expect("bob: flood").await;
        }
    };
    tokio::join!(flooding, hearing);
    let config = Config::default();
    let per_second =
        Duration::from_secs(1).as_millis() / config.pace.as_millis();
    assert!(start.elapsed() > config.pace * (1000 - config.burst - 1));
    format!(
        "holds: {per_second} lines a second, after a burst of {}",
        config.burst
    )
}

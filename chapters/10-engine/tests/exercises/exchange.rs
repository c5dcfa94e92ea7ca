//! 10.1: a first exchange.

use std::time::Duration;

use engine::Config;
use frame::Opcode;
use kit::expect_prediction;
use peer::Peer;
use tokio::io::AsyncReadExt;
use tokio::time::{Instant, timeout}; // allowed: the clock is paused

use crate::exchange;
use crate::web::{House, Http};

/// What a silent client hears, after how many seconds it is closed, and
/// with which code.
async fn silence(revision: u8) -> (String, u64, u16) {
    let house = House::new(Config::default());
    let mut peer = house.connect();
    peer.begin(revision).await;
    let start = Instant::now();
    let mut heard = "nothing".to_string();
    loop {
        let frame = peer.frame().await;
        if frame.opcode == Opcode::Close {
            let (code, _) = frame.payload.split_first_chunk().unwrap();
            let code = u16::from_be_bytes(*code);
            return (heard, start.elapsed().as_secs(), code);
        }
        heard = String::from_utf8(frame.payload.to_vec()).unwrap();
    }
}

async fn size_of_echo() -> usize {
    let house = House::new(Config::default());
    let mut peer: Peer = house.connect();
    peer.begin(4).await;
    peer.say("4hello").await;
    let (mut size, mut byte) = (0, [0]);
    let second = Duration::from_secs(1);
    while let Ok(more) = timeout(second, peer.stream.read(&mut byte)).await {
        size += more.unwrap();
    }
    size
}

async fn body(revision: u8, said: &str) -> String {
    let house = House::new(Config::default());
    let sid = house.poll(revision).await;
    let query = format!("EIO={revision}&transport=polling&sid={sid}");
    let mut peer = house.connect();
    assert_eq!(peer.post(&query, said.as_bytes()).await.status, 200);
    peer.get(&query).await.text().replace('\x1e', "|")
}

#[exercise::check(exchange)]
#[tokio::test(start_paused = true)]
async fn ex_10_1_a_first_exchange() {
    let (heard, after, code) = silence(4).await;
    let (heard_of_three, _, _) = silence(3).await;
    for (name, guess, fact, why) in [
        (
            "HEARS_WITH_EIO_4",
            exchange::HEARS_WITH_EIO_4,
            heard,
            "25 seconds of silence, and then somebody wants to know. In this \
             revision it is the server (hint 1).",
        ),
        (
            "HEARS_WITH_EIO_3",
            exchange::HEARS_WITH_EIO_3,
            heard_of_three,
            "In this revision the client asks, and the server only answers. \
             This client never asks (hint 1).",
        ),
        (
            "CLOSED_AFTER",
            exchange::CLOSED_AFTER,
            after.to_string(),
            "First there is a question, which comes after `pingInterval`. \
             Only then somebody waits for an answer (hint 3).",
        ),
        (
            "CLOSE_CODE",
            exchange::CLOSE_CODE,
            code.to_string(),
            "The frames were in order, and so was the text. It is a rule of \
             Engine.IO that was broken: \"What goes wrong\" shows the number.",
        ),
        (
            "BYTES_OF_THE_ECHO",
            exchange::BYTES_OF_THE_ECHO,
            size_of_echo().await.to_string(),
            "Five letters, and what stands before them: a header of two \
             bytes, and what every packet begins with (hint 2).",
        ),
        (
            "BODY_WITH_EIO_4",
            exchange::BODY_WITH_EIO_4,
            body(4, "4a\x1e4b").await,
            "Two whole packets, each with its digit, and one byte between \
             them, written `|`. How many packets can one answer carry? (hint \
             3)",
        ),
        (
            "BODY_WITH_EIO_3",
            exchange::BODY_WITH_EIO_3,
            body(3, "2:4a2:4b").await,
            "Nothing stands between the packets here. Before each stands its \
             length, and the digit counts, too (hint 3).",
        ),
    ] {
        expect_prediction(name, guess, &fact, why);
    }
}

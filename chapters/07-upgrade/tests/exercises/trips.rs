//! 07.4: when may who speak?

use std::time::Duration;

use kit::{spawn, within};
use request::SETUPS;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy, split};
use tokio::time::{Instant, sleep}; // allowed: the clock is paused
use upgrade::{Config, HELLO, ask, open};
use wiretap::{Recording, Wire};

use crate::trips;

const RTT: Duration = Duration::from_millis(80);

/// When each of it happens, in this order, and how long a later echo takes.
async fn happens() -> [Duration; 5] {
    let start = Instant::now();
    sleep(RTT).await; // TCP's handshake
    let wire = Wire { delay: RTT / 2, ..Wire::default() };
    let (client, server) = wire.connect(Recording::default().recorder());
    // It speaks at once, and then says whatever it hears.
    let heard = spawn(async move {
        let mut stream = open(&Config::default(), server).await.unwrap().stream;
        stream.write_all(HELLO).await.unwrap();
        let word = stream.read_u8().await.unwrap();
        let first = start.elapsed();
        stream.write_u8(word).await.unwrap();
        spawn(async move {
            let (mut from, mut to) = split(stream);
            let _ = copy(&mut from, &mut to).await;
        });
        first
    });
    let key = upgrade::fresh_key();
    let mut answer = ask(client, "localhost", "/", &key).await.unwrap();
    let opened = start.elapsed();
    // The page speaks before it has looked at anything else.
    answer.stream.write_u8(b'a').await.unwrap();
    while answer.rest.len() < HELLO.len() {
        answer.stream.read_buf(&mut answer.rest).await.unwrap();
    }
    let down = start.elapsed();
    answer.stream.read_u8().await.unwrap();
    let echo = start.elapsed();
    answer.stream.write_u8(b'b').await.unwrap();
    answer.stream.read_u8().await.unwrap();
    let up = heard.await.unwrap();
    [opened, down, up, echo, start.elapsed() - echo]
}

#[exercise::check(trips)]
#[tokio::test(start_paused = true)]
async fn ex_07_4_a_websocket_is_open_after_two_round_trips() {
    let all = within("the conversation", happens()).await;
    let [opened, down, up, echo, next] = all;
    let tls = RTT * SETUPS[0].round_trips - RTT;
    for (name, guess, fact, why) in [
        (
            "OPEN",
            trips::OPEN,
            opened,
            "There are two handshakes, one after the other. Which of them is \
             the first, and who is it between? (hint 1)",
        ),
        (
            "FIRST_WORD_DOWN",
            trips::FIRST_WORD_DOWN,
            down,
            "When may the server speak, at the earliest: when it has said \
             101, or when the page has heard it? (hint 2)",
        ),
        (
            "FIRST_WORD_UP",
            trips::FIRST_WORD_UP,
            up,
            "The page must not speak before it is open. Then its word needs \
             half a round trip. (hint 2)",
        ),
        (
            "FIRST_ECHO",
            trips::FIRST_ECHO,
            echo,
            "The answer needs as long as the word did. (hint 2)",
        ),
        (
            "OPEN_WITH_TLS",
            trips::OPEN_WITH_TLS,
            opened + tls,
            "TLS has a handshake of its own, between the other two. (hint 3)",
        ),
        (
            "NEXT_ECHO",
            trips::NEXT_ECHO,
            next,
            "Which of the handshakes has to be done again? (hint 3)",
        ),
    ] {
        let fact = fact.as_millis().to_string();
        expect(name, guess, &fact, why);
    }
}

/// `160`, and `160 ms` as well.
#[track_caller]
fn expect(name: &str, guess: &str, fact: &str, why: &str) {
    let number = guess.trim().trim_end_matches("ms").trim_end();
    kit::expect_prediction(name, number, fact, why);
}

//! 05.3: how long does it take?

use std::time::Duration;

use bytes::BytesMut;
use kit::{spawn, within};
use request::{Client, Config, Decoder, Limits, SETUPS, Way, answer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, sleep};
use wiretap::{MemoryStream, Recording, Wire};

use crate::four_ways;

const RTT: Duration = Duration::from_millis(80);
const FRESH: Way = Way { kept: false, browser: false };
const KEPT: Way = Way { kept: true, browser: false };

#[exercise::check(four_ways)]
#[tokio::test(start_paused = true)]
async fn ex_05_3_every_wait_is_a_whole_number_of_round_trips() {
    let ms = |time: Duration| time.as_millis().to_string();
    let once = |way| async move {
        let cost = within("the answer", request::simulated(way, RTT)).await;
        ms(cost.unwrap().time)
    };
    expect(
        "FRESH",
        four_ways::FRESH,
        &once(FRESH).await,
        "Who has to say something before the first byte of a question may \
         leave? (hint 1)",
    );
    expect(
        "KEPT",
        four_ways::KEPT,
        &once(KEPT).await,
        "What is left of the waiting when the handshake is over? (hint 1)",
    );
    let tls = SETUPS[0].round_trips + 1;
    expect(
        "FRESH_WITH_TLS",
        four_ways::FRESH_WITH_TLS,
        &ms(RTT * tls),
        "TLS has a handshake too. When can it begin, and how long is that of \
         version 1.3? (hint 2)",
    );
    expect(
        "THREE_IN_TURN",
        four_ways::THREE_IN_TURN,
        &ms(three_in_turn().await),
        "How many handshakes are there, and how many questions? (hint 3)",
    );
    expect(
        "THREE_AT_ONCE",
        four_ways::THREE_AT_ONCE,
        &ms(three_at_once().await),
        "When does the third question leave? Does anybody wait for the first \
         answer before that? (hint 3)",
    );
}

/// `160`, and `160 ms` as well.
#[track_caller]
fn expect(name: &str, guess: &str, fact: &str, why: &str) {
    let number = guess.trim().trim_end_matches("ms").trim_end();
    kit::expect_prediction(name, number, fact, why);
}

async fn three_in_turn() -> Duration {
    let start = Instant::now();
    sleep(RTT).await; // the handshake
    let mut client = Client::new(connected());
    for _ in 0..3 {
        let asked = client.ask(&FRESH.request()).await;
        asked.unwrap();
    }
    start.elapsed()
}

async fn three_at_once() -> Duration {
    let (mut stream, start) = (connected(), Instant::now());
    stream.write_all(&FRESH.request().repeat(3)).await.unwrap();
    let mut decoder = Decoder::new(Limits::default());
    let (mut buffer, mut answers) = (BytesMut::new(), 0);
    while answers < 3 {
        stream.read_buf(&mut buffer).await.unwrap();
        while decoder.decode(&mut buffer).unwrap().is_some() {
            answers += 1;
        }
    }
    start.elapsed()
}

fn connected() -> MemoryStream {
    let wire = Wire { delay: RTT / 2, ..Wire::default() };
    let (client, server) = wire.connect(Recording::default().recorder());
    spawn(async move { answer(&Config::default(), server).await });
    client
}

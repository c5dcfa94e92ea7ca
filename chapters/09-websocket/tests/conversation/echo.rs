//! `/echo`.

use std::sync::atomic::Ordering;
use std::time::Duration;

use frame::Opcode;
use kit::deliveries;
use peer::masked;
use tokio::time::Instant;
use websocket::Config;

use crate::web::{House, settle};

#[tokio::test(start_paused = true)]
async fn what_is_said_is_said_again_however_it_is_delivered() {
    let texts = ["one", "", "drei, größer"];
    let frames: Vec<_> = texts
        .iter()
        .map(|text| masked(Opcode::Text, text.as_bytes()))
        .collect();
    let frames: Vec<&[u8]> = frames.iter().map(|frame| &frame[..]).collect();
    for delivery in deliveries(&frames) {
        let house = House::new(Config::default());
        let mut ann = house.open("/echo").await;
        kit::send(&mut ann.stream, &delivery).await.unwrap();
        for text in texts {
            assert_eq!(ann.hear().await, text, "{}", delivery.name);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn all_that_came_together_leaves_together() {
    let house = House::new(Config::default());
    let (mut ann, writes) = house.connect_counted();
    ann.upgrade("localhost", "/echo").await;
    settle().await;
    let before = writes.load(Ordering::Relaxed);
    let frames: Vec<u8> =
        (0..50).flat_map(|_| masked(Opcode::Text, b"hi")).collect();
    ann.write(&frames).await;
    for _ in 0..50 {
        ann.expect("hi").await;
    }
    assert_eq!(writes.load(Ordering::Relaxed), before + 1);
}

#[tokio::test(start_paused = true)]
async fn binary_is_said_again_and_a_message_over_the_limit_is_not() {
    let house = House::new(Config::default());
    let mut ann = house.open("/echo").await;
    ann.send(Opcode::Binary, b"\x00\xff").await;
    let frame = ann.frame().await;
    assert_eq!((frame.opcode, &frame.payload[..]), {
        (Opcode::Binary, &b"\x00\xff"[..])
    });
    ann.send(Opcode::Text, &[b'x'; 4096]).await;
    assert_eq!(ann.hear().await.len(), 4096);
    ann.send(Opcode::Text, &[b'x'; 4097]).await;
    assert_eq!(ann.closed().await.0, 1009);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_silent_is_asked_and_given_up() {
    let house = House::new(Config::default());
    let start = Instant::now();
    let mut ann = house.open("/echo").await;
    assert_eq!(ann.frame().await.opcode, Opcode::Ping);
    assert_eq!(start.elapsed(), Duration::from_secs(25));
    let close = (1008, "no answer to a ping".to_string());
    assert_eq!(ann.closed().await, close);
    assert_eq!(start.elapsed(), Duration::from_secs(35));
}

#[tokio::test(start_paused = true)]
async fn whoever_answers_or_talks_is_kept_for_hours() {
    let house = House::new(Config::default());
    let mut ann = house.open("/echo").await;
    for _ in 0..200 {
        let ping = ann.frame().await;
        assert_eq!(ping.opcode, Opcode::Ping);
        ann.send(Opcode::Pong, &ping.payload).await;
        ann.say("still here").await;
        ann.expect("still here").await;
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_closes_is_answered_and_forgotten() {
    let house = House::new(Config::default());
    let mut ann = house.open("/echo").await;
    ann.say("last").await;
    ann.send(Opcode::Close, b"\x03\xe8").await;
    ann.expect("last").await;
    assert_eq!(ann.closed().await.0, 1000);
    ann.expect_end().await;
}

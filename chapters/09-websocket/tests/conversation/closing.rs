//! The room closes.

use std::time::Duration;

use frame::Opcode;
use peer::Peer;
use room::GOODBYE;
use tokio::time::Instant;
use websocket::Config;

use crate::web::{House, settle};

#[tokio::test(start_paused = true)]
async fn what_was_accepted_comes_then_the_last_line_then_1001_then_the_end() {
    let house = House::new(Config::default());
    let mut ann = house.join("ann").await;
    let mut bob = house.join("bob").await;
    ann.expect("* bob joined").await;
    let start = Instant::now();
    ann.say("just in time").await;
    settle().await;
    house.chat.close();
    ann.say("too late").await;
    bob.expect("ann: just in time").await;
    for mut peer in [ann, bob] {
        peer.expect(GOODBYE).await;
        let close = (1001, "the room closes".to_string());
        assert_eq!(peer.closed().await, close);
        peer.send(Opcode::Close, b"\x03\xe9").await;
        peer.expect_end().await;
    }
    assert!(start.elapsed() < Duration::from_millis(10));
}

#[tokio::test(start_paused = true)]
async fn whoever_does_not_answer_is_waited_for_up_to_the_goodbye() {
    let house = House::new(Config::default());
    let mut ann = house.join("ann").await;
    let start = Instant::now();
    house.chat.close();
    ann.expect(GOODBYE).await;
    let Peer { task, stream, .. } = ann;
    task.await.unwrap();
    assert_eq!(start.elapsed(), house.chat.config().goodbye);
    drop(stream);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_in_the_middle_of_a_request_is_not_waited_for_long() {
    let house = House::new(Config::default());
    let mut early = house.connect();
    early.write(b"GET / HTTP/1.1\r\nHo").await;
    let start = Instant::now();
    house.chat.close();
    assert_eq!(early.rest().await, "");
    early.expect_end().await;
    assert!(start.elapsed() <= 2 * house.chat.config().goodbye);
}

#[tokio::test(start_paused = true)]
async fn whoever_has_no_name_yet_or_comes_late_hears_the_same() {
    let house = House::new(Config::default());
    let mut early = house.open("/").await;
    early.expect("* your name?").await;
    house.chat.close();
    early.expect(GOODBYE).await;
    assert_eq!(early.closed().await.0, 1001);
    assert!(house.chat.is_closed());
}

#[tokio::test(start_paused = true)]
async fn an_echo_is_told_as_well() {
    let house = House::new(Config::default());
    let mut ann = house.open("/echo").await;
    ann.say("one").await;
    ann.expect("one").await;
    house.chat.close();
    let close = (1001, "the server ends".to_string());
    assert_eq!(ann.closed().await, close);
    ann.expect_end().await;
}

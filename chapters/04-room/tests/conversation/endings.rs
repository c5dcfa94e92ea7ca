//! How a conversation ends: FIN, RST, silence, and lines that are none.

use std::time::Duration;

use framing::Error;
use kit::within;
use room::Config;
use tokio::time::Instant;
use wiretap::{Death, Wire, pair};

use crate::chat::{Chat, MS, write};

const MINUTES: Duration = Duration::from_secs(600);

#[tokio::test(start_paused = true)]
async fn whoever_says_nothing_for_ten_minutes_has_to_leave() {
    let chat = Chat::new(Config::default());
    let mut ann = chat.join("ann").await;
    let mut bob = chat.join("bob").await;
    ann.expect("* bob joined").await;
    ann.say("hello").await;
    bob.expect("ann: hello").await;
    tokio::time::sleep(MINUTES / 2).await; // allowed: the clock is paused
    ann.say("").await; // says that somebody is still there
    let start = Instant::now();
    bob.expect("* error: silent for 10m").await;
    assert!(start.elapsed().abs_diff(MINUTES / 2) <= 5 * MS);
    bob.expect_end().await;
    ann.expect("* bob left (silent for 10m)").await;
    ann.say("anybody?").await;
}

#[tokio::test(start_paused = true)]
async fn half_a_line_and_then_silence_is_silence() {
    let chat = Chat::new(Config::default());
    let mut ann = chat.join("ann").await;
    let (mut near, far) = pair();
    write(&mut near, b"bob\nhalf a li").await;
    let start = Instant::now();
    let mut bob = chat.tie((near, far));
    bob.expect("* your name?").await;
    bob.expect("* welcome, bob; others here: 1").await;
    ann.expect("* bob joined").await;
    bob.expect("* ann left (silent for 10m)").await; // she was first
    bob.expect("* error: silent for 10m").await;
    assert_eq!(start.elapsed(), MINUTES);
    // The half line was never heard.
    ann.expect("* error: silent for 10m").await;
}

#[tokio::test(start_paused = true)]
async fn a_byte_now_and_then_is_not_a_line() {
    let chat = Chat::new(Config::default());
    let (mut near, far) = pair();
    let task = chat.accept(far);
    let start = Instant::now();
    let drip = async {
        loop {
            write(&mut near, b"x").await;
            tokio::time::sleep(MINUTES / 10).await; // allowed: paused clock
        }
    };
    tokio::select! {
        () = drip => {}
        done = within("the end of a slow loris", task) => done.unwrap(),
    }
    assert_eq!(start.elapsed(), MINUTES + chat.config.goodbye);
}

#[tokio::test(start_paused = true)]
async fn a_last_line_without_its_end_is_not_passed_on() {
    let chat = Chat::new(Config::default());
    let mut ann = chat.join("ann").await;
    let (mut near, far) = pair();
    write(&mut near, b"bob\nhello\nhalf a li").await;
    let mut bob = chat.tie((near, far));
    bob.finish().await;
    bob.expect("* your name?").await;
    bob.expect("* welcome, bob; others here: 1").await;
    bob.expect("* error: finished 9 bytes into a message").await;
    bob.expect_end().await;
    ann.expect("* bob joined").await;
    ann.expect("bob: hello").await;
    ann.expect("* bob left (finished 9 bytes into a message)").await;
}

#[tokio::test(start_paused = true)]
async fn a_line_over_the_limit_ends_the_conversation_with_a_reason() {
    let chat = Chat::new(Config { max_line: 20, ..Config::default() });
    let mut ann = chat.join("ann").await;
    let mut bob = chat.join("bob").await;
    ann.expect("* bob joined").await;
    bob.say(&"x".repeat(20)).await;
    ann.expect(&format!("bob: {}", "x".repeat(20))).await;
    bob.say(&"x".repeat(21)).await;
    bob.expect("* error: line over 20 bytes").await;
    bob.expect_end().await;
    ann.expect("* bob left (line over 20 bytes)").await;
}

#[tokio::test(start_paused = true)]
async fn a_line_that_never_ends_is_not_kept() {
    let chat = Chat::new(Config::default());
    let mut ann = chat.join("ann").await;
    let (mut near, far) = pair();
    let bob = chat.accept(far);
    write(&mut near, b"bob\n").await;
    ann.expect("* bob joined").await;
    // The room reads on and forgets, so the writer never has to wait.
    write(&mut near, &[b'x'; 1 << 20]).await;
    ann.expect("* bob left (line over 1024 bytes)").await;
    drop(near);
    within("the end", bob).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_reset_in_the_middle_of_a_line_harms_nobody_else() {
    let chat = Chat::new(Config::default());
    let mut ann = chat.join("ann").await;
    let mut cid = chat.join("cid").await;
    // "* your name?\n", "bob\n", "* welcome, bob; others here: 2\n", and three
    // of the bytes of "hello".
    let end = Some((13 + 4 + 31 + 3, Death::Rst));
    let wire = Wire { end, ..Wire::default() };
    let mut bob = chat.join_over(wire, "bob").await;
    bob.say("hello").await;
    let reset = within("the reset", bob.lines.next()).await;
    assert!(matches!(reset, Err(Error::Io(_))), "{reset:?}");
    ann.expect("* cid joined").await;
    for peer in [&mut ann, &mut cid] {
        peer.expect("* bob joined").await;
        peer.expect("* bob left (connection lost)").await;
    }
    ann.say("what was that?").await;
    cid.expect("ann: what was that?").await;
    bob.expect_forgotten().await;
}

#[tokio::test(start_paused = true)]
async fn a_pulled_cable_is_noticed_by_the_silence() {
    let chat = Chat::new(Config::default());
    let end = Some((13 + 4 + 31, Death::Silence));
    let wire = Wire { end, ..Wire::default() };
    let start = Instant::now();
    let bob = chat.join_over(wire, "bob").await;
    bob.expect_forgotten().await;
    // Nobody takes the last words, so they get their full time.
    assert_eq!(start.elapsed(), MINUTES + chat.config.goodbye);
}

//! The room closes, and nothing that was accepted is lost.

use std::time::Duration;

use kit::{spawn, within};
use room::{Config, GOODBYE};
use tokio::time::{Instant, sleep};

use crate::chat::{Chat, MS};

#[tokio::test(start_paused = true)]
async fn what_was_accepted_reaches_all_who_read_and_then_comes_the_goodbye() {
    let chat = Chat::new(Config { pace: Duration::ZERO, ..Config::default() });
    let mut ann = chat.join("ann").await;
    let mut hearers = Vec::new();
    for number in 0..20 {
        hearers.push(chat.join(&format!("h{number}")).await);
        ann.expect(&format!("* h{number} joined")).await;
    }
    // More than the sockets hold, so that a good part waits in outboxes.
    let text = "x".repeat(995);
    for number in 0..60 {
        ann.say(&format!("{number:02} {text}")).await;
        sleep(MS).await;
    }
    chat.room.close(GOODBYE);
    // Each reads at its own speed, and none of them in a hurry.
    let readers = (0..).zip(hearers).map(|(number, mut hearer)| {
        spawn(async move {
            let mut heard = Vec::new();
            while let Some(line) = hearer.lines.next().await.unwrap() {
                heard.push(line);
                sleep(number * 4 * MS).await;
            }
            heard
        })
    });
    for reader in readers.collect::<Vec<_>>() {
        let heard = within("a slow reader's end", reader).await.unwrap();
        let joined = heard.len() - 61;
        for (number, line) in heard[joined..joined + 60].iter().enumerate() {
            let start = format!("ann: {number:02} x");
            assert!(line.starts_with(&start), "{line}");
        }
        assert_eq!(heard[joined + 60], GOODBYE);
    }
    assert_eq!(ann.next().await, GOODBYE);
}

#[tokio::test(start_paused = true)]
async fn whoever_never_reads_delays_the_end_up_to_the_deadline() {
    let chat = Chat::new(Config { pace: Duration::ZERO, ..Config::default() });
    let mut ann = chat.join("ann").await;
    let bob = chat.join("bob").await;
    ann.expect("* bob joined").await;
    for _ in 0..60 {
        ann.say(&"x".repeat(1000)).await;
        sleep(MS).await;
    }
    let start = Instant::now();
    chat.room.close(GOODBYE);
    ann.expect(GOODBYE).await;
    ann.expect_end().await;
    drop(ann.lines);
    within("ann's end", ann.task).await.unwrap();
    assert_eq!(start.elapsed(), Duration::ZERO);
    within("bob's end", bob.task).await.unwrap();
    assert_eq!(start.elapsed(), chat.config.goodbye);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_in_the_middle_of_a_word_hears_the_goodbye_all_the_same() {
    let chat = Chat::new(Config::default());
    let mut ann = chat.join("ann").await;
    let mut bob = chat.join("bob").await;
    ann.expect("* bob joined").await;
    bob.say("accepted").await;
    ann.expect("bob: accepted").await;
    chat.room.close(GOODBYE);
    // Said too late: read and forgotten, so that no RST answers it.
    for _ in 0..1000 {
        bob.say("not accepted any more").await;
    }
    bob.expect(GOODBYE).await;
    bob.expect_end().await;
    ann.expect(GOODBYE).await;
    ann.expect_end().await;
    bob.finish().await;
    bob.expect_forgotten().await;
}

#[tokio::test(start_paused = true)]
async fn a_guest_without_a_name_hears_the_goodbye_too() {
    let chat = Chat::new(Config::default());
    let mut early = chat.connect();
    early.expect("* your name?").await;
    chat.room.close(GOODBYE);
    early.expect(GOODBYE).await;
    early.expect_end().await;
    let mut late = chat.connect();
    late.expect(GOODBYE).await;
    late.expect_end().await;
}

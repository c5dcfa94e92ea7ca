//! Who hears what.

use std::num::NonZeroUsize;

use kit::{deliveries, send};
use room::Config;
use tokio::io::AsyncWriteExt;
use wiretap::{Wire, pair};

use crate::chat::Chat;

#[tokio::test(start_paused = true)]
async fn what_one_guest_says_all_others_hear_in_order_and_it_does_not() {
    let chat = Chat::new(Config::default());
    let mut ann = chat.join("ann").await;
    let mut bob = chat.join("bob").await;
    let mut cid = chat.join("cid").await;
    ann.expect("* bob joined").await;
    for peer in [&mut ann, &mut bob] {
        peer.expect("* cid joined").await;
    }
    for number in 1..=40 {
        ann.say(&format!("line {number}")).await;
    }
    for peer in [&mut bob, &mut cid] {
        for number in 1..=40 {
            peer.expect(&format!("ann: line {number}")).await;
        }
    }
    // The first thing that ann hears is not her own.
    bob.say("hello").await;
    ann.expect("bob: hello").await;
}

#[tokio::test(start_paused = true)]
async fn all_guests_hear_two_speakers_in_the_same_order() {
    let chat = Chat::new(Config::default());
    let mut ann = chat.join("ann").await;
    let mut bob = chat.join("bob").await;
    let mut cid = chat.join("cid").await;
    let mut dan = chat.join("dan").await;
    cid.expect("* dan joined").await;
    for number in 0..20 {
        ann.say(&format!("{number}")).await;
        bob.say(&format!("{number}")).await;
    }
    for _ in 0..40 {
        assert_eq!(cid.next().await, dan.next().await);
    }
}

#[tokio::test(start_paused = true)]
async fn a_guest_without_a_name_hears_nobody_and_is_not_heard() {
    let chat = Chat::new(Config::default());
    let mut nobody = chat.connect();
    nobody.expect("* your name?").await;
    let mut ann = chat.join("ann").await;
    ann.say("is somebody here?").await;
    nobody.say("yes, me!").await; // taken for a name
    nobody
        .expect("* error: a name has 1 to 32 of a-z, A-Z, 0-9, - and _")
        .await;
    let mut bob = chat.join("bob").await;
    ann.expect("* bob joined").await;
    bob.finish().await;
    ann.expect("* bob left").await;
}

#[tokio::test(start_paused = true)]
async fn the_same_lines_are_heard_however_they_are_delivered() {
    let messages: [&[u8]; 4] =
        [b"bob\n", b"hello\n", b"\n", "Grüße\r\n".as_bytes()];
    for delivery in deliveries(&messages) {
        let chat = Chat::new(Config::default());
        let mut ann = chat.join("ann").await;
        let (mut near, far) = pair();
        let _bob =
            kit::spawn(room::converse(far, chat.room.clone(), chat.config));
        send(&mut near, &delivery).await.unwrap();
        near.shutdown().await.unwrap();
        for text in ["* bob joined", "bob: hello", "bob: Grüße", "* bob left"]
        {
            assert_eq!(ann.next().await, text, "{}", delivery.name);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_wire_that_delivers_one_byte_at_a_time_changes_nothing() {
    let chat = Chat::new(Config::default());
    let sliced = || Wire { slice: NonZeroUsize::new(1), ..Wire::default() };
    let mut ann = chat.join_over(sliced(), "ann").await;
    let mut bob = chat.join_over(sliced(), "bob").await;
    ann.expect("* bob joined").await;
    ann.say("hello").await;
    bob.expect("ann: hello").await;
    bob.say("Grüße").await;
    ann.expect("bob: Grüße").await;
}

#[tokio::test(start_paused = true)]
async fn a_line_with_control_characters_is_refused_and_heard_by_nobody() {
    let chat = Chat::new(Config::default());
    let mut ann = chat.join("ann").await;
    let mut bob = chat.join("bob").await;
    ann.expect("* bob joined").await;
    for text in
        ["\x1b[2J", "bell\x07", "a\rb", "\u{9b}2J", "tab\there", "\u{202e}nna"]
    {
        ann.say(text).await;
        ann.expect("* error: control characters are not passed on").await;
    }
    ann.say("sorry").await;
    bob.expect("ann: sorry").await;
}

#[tokio::test(start_paused = true)]
async fn a_line_that_is_not_utf_8_is_refused_and_the_next_one_heard() {
    let chat = Chat::new(Config::default());
    let mut bob = chat.join("bob").await;
    let (mut near, far) = pair();
    crate::chat::write(&mut near, b"ann\ncaf\xe9\nhello\n").await;
    let mut ann = chat.tie((near, far));
    ann.expect("* your name?").await;
    ann.expect("* welcome, ann; others here: 1").await;
    ann.expect("* error: not UTF-8 after 3 bytes").await;
    bob.expect("* ann joined").await;
    bob.expect("ann: hello").await;
}

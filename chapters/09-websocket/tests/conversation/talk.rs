//! Who hears what.

use std::num::NonZeroUsize;
use std::sync::atomic::Ordering;

use frame::Opcode;
use kit::{deliveries, send, within};
use peer::{KEY, Peer, masked};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use websocket::Config;
use wiretap::{Wire, pair};

use crate::web::{House, join, settle};

#[tokio::test(start_paused = true)]
async fn what_one_guest_says_all_others_hear_and_it_does_not() {
    let house = House::new(Config::default());
    let mut ann = house.join("ann").await;
    let mut bob = house.join("bob").await;
    let mut cid = house.join("cid").await;
    ann.expect("* bob joined").await;
    ann.expect("* cid joined").await;
    bob.expect("* cid joined").await;
    ann.say("hello, Grüße").await;
    bob.expect("ann: hello, Grüße").await;
    cid.expect("ann: hello, Grüße").await;
    bob.say("hi").await;
    // The first thing that ann hears is not her own.
    ann.expect("bob: hi").await;
}

#[tokio::test(start_paused = true)]
async fn a_name_that_is_taken_or_none_is_refused_and_another_may_be_tried() {
    let house = House::new(Config::default());
    let mut ann = house.join("ann").await;
    let mut bob = house.open("/").await;
    bob.expect("* your name?").await;
    for (name, answer) in [
        ("ann", "* error: ann is here already"),
        ("a b", "* error: a name has 1 to 32 of a-z, A-Z, 0-9, - and _"),
        (" bob \r\n", "* welcome, bob; others here: 1"),
    ] {
        bob.say(name).await;
        bob.expect(answer).await;
    }
    ann.expect("* bob joined").await;
    bob.say("\u{1b}[2J").await;
    bob.expect("* error: control characters are not passed on").await;
    bob.say("still here").await;
    ann.expect("bob: still here").await;
}

#[tokio::test(start_paused = true)]
async fn the_same_is_heard_however_it_is_delivered() {
    let head = upgrade::request("localhost", "/", KEY);
    let said = ["bob", "hello", "Grüße"]
        .map(|text| masked(Opcode::Text, text.as_bytes()));
    let close = masked(Opcode::Close, b"");
    let messages = [head.as_bytes(), &said[0], &said[1], &said[2], &close[..]];
    for delivery in deliveries(&messages) {
        let house = House::new(Config::default());
        let mut ann = house.join("ann").await;
        let (mut near, far) = pair();
        house.accept(far);
        send(&mut near, &delivery).await.unwrap();
        near.shutdown().await.unwrap();
        for text in ["* bob joined", "bob: hello", "bob: Grüße", "* bob left"]
        {
            assert_eq!(ann.hear().await, text, "{}", delivery.name);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_wire_that_delivers_one_byte_at_a_time_changes_nothing() {
    let house = House::new(Config::default());
    let sliced = || Wire { slice: NonZeroUsize::new(1), ..Wire::default() };
    let mut ann = house.join_over(sliced(), "ann").await;
    let mut bob = house.join_over(sliced(), "bob").await;
    ann.expect("* bob joined").await;
    ann.say("hello").await;
    bob.expect("ann: hello").await;
}

#[tokio::test(start_paused = true)]
async fn a_message_in_fragments_with_a_ping_inside_is_one_message() {
    let house = House::new(Config::default());
    let mut ann = house.join("ann").await;
    let mut bob = house.join("bob").await;
    ann.expect("* bob joined").await;
    let mut start = masked(Opcode::Text, "Gr".as_bytes());
    start[0] &= 0x7f; // more is to come
    bob.write(&start).await;
    bob.send(Opcode::Ping, b"there?").await;
    let pong = bob.frame().await;
    assert_eq!(
        (pong.opcode, &pong.payload[..]),
        (Opcode::Pong, &b"there?"[..])
    );
    bob.send(Opcode::Continuation, "üße".as_bytes()).await;
    ann.expect("bob: Grüße").await;
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_a_guest_leaves_in_one_write() {
    let house = House::new(Config::default());
    let mut ann = house.join("ann").await;
    let (mut bob, writes) = house.connect_counted();
    join(&mut bob, "bob").await;
    ann.expect("* bob joined").await;
    settle().await;
    let before = writes.load(Ordering::Relaxed);
    // Two guests come, speak and go before the task that writes to bob has its turn.
    for name in ["cid", "dan"] {
        let guest = house.chat.room().enter();
        guest.join(name).unwrap();
        guest.say("hi").unwrap();
    }
    for text in [
        "* cid joined",
        "cid: hi",
        "* cid left",
        "* dan joined",
        "dan: hi",
        "* dan left",
    ] {
        bob.expect(text).await;
    }
    assert_eq!(writes.load(Ordering::Relaxed), before + 1);
}

#[tokio::test(start_paused = true)]
async fn a_message_is_not_copied_for_each_guest_by_the_room() {
    let house = House::new(Config::default());
    let room = house.chat.room();
    let guests = ["ann", "bob", "cid"].map(|name| {
        let guest = room.enter();
        guest.join(name).unwrap();
        guest
    });
    for guest in &guests[1..] {
        while guest.outbox().size() > 0 {
            within("what waits", guest.outbox().take()).await.unwrap();
            if let Some(_more) = now(guest.outbox().take()).await {
                panic!("nothing else was said");
            }
        }
    }
    guests[0].say("hello").unwrap();
    let mut places = Vec::new();
    for guest in &guests[1..] {
        use bytes::Buf;
        let mut batch = guest.outbox().take().await.unwrap();
        let text = batch.copy_to_bytes(batch.chunk().len());
        assert_eq!(text, "ann: hello");
        places.push(text.as_ptr());
    }
    assert_eq!(places[0], places[1]);
}

/// What is ready at once.
async fn now<T>(future: impl Future<Output = Option<T>>) -> Option<T> {
    tokio::select! {
        biased;
        ready = future => ready,
        () = std::future::ready(()) => None,
    }
}

#[tokio::test(start_paused = true)]
async fn bytes_that_came_with_the_head_are_not_lost() {
    let house = House::new(Config::default());
    let mut ann = house.join("ann").await;
    let mut bob = house.connect();
    let mut all = upgrade::request("localhost", "/", KEY).into_bytes();
    all.extend_from_slice(&masked(Opcode::Text, b"bob"));
    all.extend_from_slice(&masked(Opcode::Text, b"hello"));
    bob.write(&all).await;
    ann.expect("* bob joined").await;
    ann.expect("bob: hello").await;
    drop::<Peer>(bob);
    ann.expect("* bob left (connection lost)").await;
}

#[tokio::test(start_paused = true)]
async fn a_guest_who_talks_too_much_is_read_more_slowly() {
    let config = Config::default();
    let house = House::new(config.clone());
    let mut ann = house.join("ann").await;
    let mut bob = house.join("bob").await;
    ann.expect("* bob joined").await;
    let start = tokio::time::Instant::now();
    let (mut reader, mut writer) = tokio::io::split(bob.stream);
    let talking = async {
        for _ in 0..150 {
            let frame = masked(Opcode::Text, b"hurry");
            writer.write_all(&frame).await.unwrap();
        }
    };
    let hearing = async {
        for _ in 0..150 {
            ann.expect("bob: hurry").await;
        }
    };
    tokio::join!(talking, hearing);
    assert!(start.elapsed() >= config.pace * (150 - config.burst - 2));
    let mut byte = [0];
    drop(writer);
    bob.read.clear();
    tokio::select! {
        biased;
        read = reader.read(&mut byte) => panic!("bob is told {read:?}"),
        () = settle() => {}
    }
}

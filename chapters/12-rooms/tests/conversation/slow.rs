//! Somebody who does not read.

use std::sync::{Arc, Mutex};

use rooms::Rooms;
use tokio::time::{Instant, timeout}; // allowed: the clock is paused

use crate::house::{Guest, House, SECOND, arg, ask, settle};

/// What each of them was told when he left.
type Left = Arc<Mutex<Vec<(String, String)>>>;

fn house(max_queued: usize) -> (House, Left) {
    let left = Left::default();
    let told = left.clone();
    let connect = move |_: &Rooms, socket: &events::Socket| {
        let told = told.clone();
        socket.on_disconnect(move |socket, why| {
            told.lock().unwrap().push((socket.id(), why.in_server()));
        });
    };
    let limit = |config: &mut events::Config| {
        config.engine.max_queued = max_queued;
    };
    (House::whose(Rooms::new("/"), limit, connect), left)
}

/// Somebody whose wire is full, so that what is said to him waits.
async fn full(house: &mut House) -> Guest {
    let guest = house.guest().await;
    // More than the wire holds, and less than is allowed to wait.
    guest.socket.emit("fill", &arg("x".repeat(40_000))).unwrap();
    settle().await;
    assert!(!guest.socket.is_idle());
    guest
}

#[tokio::test(start_paused = true)]
async fn whoever_never_reads_is_cut_off_and_all_others_hear_everything() {
    let (mut house, left) = house(1024 * 1024);
    let bob = full(&mut house).await;
    let [mut ann, mut cid] = house.guests().await;
    let text = "x".repeat(100_000);
    let start = Instant::now();
    for number in 0..30 {
        let args = arg(number).and(&text).unwrap();
        house.rooms.all().emit("news", &args).unwrap();
        for guest in [&mut ann, &mut cid] {
            let heard = guest.hear().await;
            assert!(heard.starts_with(&format!(r#"42["news",{number},"x"#)));
        }
    }
    // Nobody has waited for anything, not even for a millisecond.
    assert!(start.elapsed() < SECOND, "{:?}", start.elapsed());
    settle().await;
    let left = left.lock().unwrap().clone();
    assert_eq!(left, [(bob.socket.id(), "too slow".to_string())]);
    assert_eq!(house.rooms.all().sockets().len(), 2);
    ann.expect_silence().await;
}

#[tokio::test(start_paused = true)]
async fn he_is_cut_off_at_the_limit_and_not_before() {
    let (mut house, left) = house(100_000);
    let bob = full(&mut house).await;
    let reading = 1000;
    for number in 0..reading {
        house.rooms.all().emit("n", &arg("x".repeat(960))).unwrap();
        settle().await;
        if !left.lock().unwrap().is_empty() {
            // 40 kB of his are taken and wait to be written, a thousand
            // bytes and their handle come each time.
            assert_eq!(number, 59);
            drop(bob);
            return;
        }
    }
    panic!("{reading} times a thousand bytes, and he is still there");
}

#[tokio::test(start_paused = true)]
async fn he_finds_the_end_of_the_stream_without_a_word() {
    let (mut house, _left) = house(50_000);
    let mut bob = full(&mut house).await;
    house.rooms.all().emit("news", &arg("x".repeat(60_000))).unwrap();
    let start = Instant::now();
    let rest = bob.peer.rest().await;
    assert!(!rest.contains("news"), "{rest}");
    assert!(start.elapsed() < 10 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn whoever_reads_again_before_the_limit_hears_everything() {
    let (mut house, left) = house(1024 * 1024);
    let mut bob = full(&mut house).await;
    for number in 0..100 {
        house.rooms.all().emit("n", &arg(number)).unwrap();
    }
    assert!(bob.hear().await.starts_with(r#"42["fill""#));
    for number in 0..100 {
        bob.expect(&format!(r#"42["n",{number}]"#)).await;
    }
    assert!(left.lock().unwrap().is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_is_volatile_is_skipped_for_the_busy_one_and_for_nobody_else() {
    let (mut house, _left) = house(1024 * 1024);
    let mut bob = full(&mut house).await;
    let mut ann = house.guest().await;
    house.rooms.all().volatile().emit("place", &arg(1)).unwrap();
    ann.expect(r#"42["place",1]"#).await;
    house.rooms.all().emit("news", &arg(2)).unwrap();
    ann.expect(r#"42["news",2]"#).await;
    assert!(bob.hear().await.starts_with(r#"42["fill""#));
    bob.expect(r#"42["news",2]"#).await;
    settle().await;
    // Now he has read it all, and hears them again.
    house.rooms.all().volatile().emit("place", &arg(3)).unwrap();
    bob.expect(r#"42["place",3]"#).await;
    ann.expect(r#"42["place",3]"#).await;
}

#[tokio::test(start_paused = true)]
async fn two_volatile_ones_at_once_are_one() {
    // The first one waits until its task has written it.
    let mut house = House::new();
    let mut ann = house.guest().await;
    settle().await;
    for number in 0..3 {
        let all = house.rooms.all().volatile();
        all.emit("place", &arg(number)).unwrap();
    }
    ann.expect(r#"42["place",0]"#).await;
    ann.expect_silence().await;
}

#[tokio::test(start_paused = true)]
async fn a_volatile_question_is_not_asked_of_the_busy_one() {
    let (mut house, _left) = house(1024 * 1024);
    let _bob = full(&mut house).await;
    let mut ann = house.guest().await;
    settle().await;
    let all = house.rooms.all().volatile();
    let asking = ask(all, SECOND);
    let answering = async {
        let asked = ann.hear().await;
        let number = asked.trim_start_matches("42").split('[').next().unwrap();
        ann.say(&format!("43{number}[]")).await;
    };
    let both = async { tokio::join!(asking, answering) };
    let (answers, ()) = timeout(SECOND, both).await.unwrap();
    assert_eq!(answers.unwrap().len(), 1);
}

//! Those who take less than they are told.

use std::time::Duration;

use frame::Opcode;
use kit::within;
use peer::{Peer, masked};
use room::Outbox;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use websocket::Config;

use crate::web::{House, join};

/// As fast as the tests can: no pace.
fn hasty() -> Config {
    Config { pace: Duration::ZERO, ..Config::default() }
}

/// Ann speaks and cid hears, until bob, who reads nothing, is cut off.
async fn until_cut_off(ann: &mut Peer, cid: &mut Peer) -> (usize, String) {
    let text = "x".repeat(1000);
    for said in 1.. {
        ann.say(&text).await;
        let heard = cid.hear().await;
        if !heard.starts_with("ann: x") {
            // Nothing is lost: the message comes as well.
            assert!(cid.hear().await.starts_with("ann: x"));
            return (said, heard);
        }
    }
    unreachable!()
}

#[tokio::test(start_paused = true)]
async fn a_guest_who_never_reads_is_cut_off_and_nobody_waits_for_it() {
    let house = House::new(hasty());
    let mut ann = house.join("ann").await;
    let mut cid = house.join("cid").await;
    let mut bob = house.join("bob").await;
    cid.expect("* bob joined").await;
    let start = Instant::now();
    let (said, notice) = until_cut_off(&mut ann, &mut cid).await;
    let limit = house.chat.config().max_queued;
    assert_eq!(notice, format!("* bob left (over {limit} bytes unread)"));
    assert_eq!(start.elapsed(), Duration::ZERO);
    // His outbox, and the wire: a socket at each end, and what is under way.
    let most = limit + (2 * 16 + 64) * 1024;
    assert!(said * 1000 <= most, "{said} messages");
    assert!(said * 1000 > limit, "{said} messages");
    // If he reads after all, he hears what was accepted, and then why.
    let mut heard = 0;
    let last = loop {
        let text = bob.hear().await;
        match text.starts_with("ann: x") {
            true => heard += 1,
            false => break text,
        }
    };
    assert_eq!(last, format!("* error: over {limit} bytes unread"));
    // The notice was heard one message after the one that did not fit.
    assert_eq!(heard, said - 2);
    assert_eq!(bob.closed().await, (1008, "too slow".to_string()));
    bob.expect_end().await;
}

#[tokio::test(start_paused = true)]
async fn a_guest_who_never_reads_again_is_forgotten_in_the_end() {
    let house = House::new(hasty());
    let mut ann = house.join("ann").await;
    let mut cid = house.join("cid").await;
    let bob = house.join("bob").await;
    cid.expect("* bob joined").await;
    until_cut_off(&mut ann, &mut cid).await;
    let start = Instant::now();
    let Peer { task, stream, .. } = bob;
    within("bob's end", task).await.unwrap();
    let goodbye = house.chat.config().goodbye;
    assert!(start.elapsed() <= 2 * goodbye, "{:?}", start.elapsed());
    drop(stream);
}

#[tokio::test(start_paused = true)]
async fn a_flood_of_pings_from_one_who_never_reads_ends_with_our_patience() {
    let house = House::new(hasty());
    let mut ann = house.join("ann").await;
    let mut bob = house.connect();
    join(&mut bob, "bob").await;
    ann.expect("* bob joined").await;
    let ping = masked(Opcode::Ping, &[0; 125]);
    let start = Instant::now();
    // Far more than what may wait for him: all but the last pong are dropped.
    for _ in 0..5000 {
        bob.write(&ping).await;
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
    ann.expect("* bob left (connection lost)").await;
    assert_eq!(start.elapsed(), house.chat.config().patience);
    let waited = bob.rest().await.len();
    // A socket's worth, and a little of what the library kept behind it.
    assert!(waited <= 20 * 1024, "{waited} bytes of 635000");
}

#[test]
fn what_waits_in_the_library_has_a_limit_because_we_set_one() {
    let (theirs, ours) =
        (WebSocketConfig::default(), Config::default().library());
    let kib = 1024;
    assert_eq!(theirs.read_buffer_size, 128 * kib);
    assert_eq!(theirs.max_write_buffer_size, usize::MAX);
    assert_eq!(ours.read_buffer_size, kib);
    assert_eq!(ours.max_write_buffer_size, (2 * 64 + 4) * kib);
}

#[tokio::test(start_paused = true)]
async fn one_burst_of_the_longest_messages_does_not_cut_off_who_reads() {
    let config = Config::default();
    let outbox = Outbox::new(config.max_queued);
    let longest = config.max_message + "x".repeat(32).len() + ": ".len();
    let fit = config.max_queued / (longest + Outbox::HANDLE);
    assert_eq!(fit, 15);
    for _ in 0..fit {
        let text = vec![b'x'; longest];
        assert_eq!(outbox.push(text.into()), Ok(()));
    }
}

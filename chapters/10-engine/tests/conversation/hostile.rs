//! Attacks: what each of them gets, and what nobody else notices.

use std::time::Duration;

use engine::{Config, Sid};
use frame::Opcode;
use kit::within;
use peer::{Peer as Socket, masked};
use tokio::io::AsyncWriteExt;
use tokio::time::{Instant, sleep}; // allowed: the clock is paused

use crate::web::{House, SECOND, get, settle};

/// Somebody who must not notice anything.
async fn unharmed(house: &House, ann: &mut Socket) {
    ann.say("4still here").await;
    ann.expect("4still here").await;
    drop(house.polling(4).await);
}

async fn post(house: &House, eio: u8, kind: &str, body: &[u8]) -> u16 {
    let polling = house.polling(eio).await;
    let post = polling.post_bytes(kind, body);
    within("an answer", post).await.unwrap().status
}

#[tokio::test(start_paused = true)]
async fn truncated_bodies_of_revision_3_are_400_each_and_harm_nobody() {
    let house = House::new(Config::default());
    let mut ann = house.websocket(4).await;
    let text = "6:4hello2:4€".as_bytes();
    let whole = [8, text.len()]; // both are right
    for cut in (0..text.len()).filter(|cut| !whole.contains(cut)) {
        let status = post(&house, 3, "text/plain", &text[..cut]).await;
        assert_eq!(status, 400, "{cut}");
    }
    let binary =
        b"\x00\x04\xff\x34\xe2\x82\xac\x01\x05\xff\x04\x01\x02\x03\x04";
    let kind = "application/octet-stream";
    for cut in (0..binary.len()).filter(|cut| *cut != 7) {
        let status = post(&house, 3, kind, &binary[..cut]).await;
        assert_eq!(status, 400, "{cut}");
    }
    // Only ann, and nobody whose body was wrong.
    house.expect_size(1);
    unharmed(&house, &mut ann).await;
}

#[tokio::test(start_paused = true)]
async fn lengths_beyond_all_numbers_and_bodies_of_nothing_are_refused_at_once()
{
    let house = House::new(Config::default());
    let mut ann = house.websocket(4).await;
    let real = std::time::Instant::now();
    for (eio, kind, body) in [
        (3, "text/plain", b"9".repeat(1_000_000)),
        (3, "text/plain", b"0".repeat(999_999)),
        (3, "text/plain", b"18446744073709551615:4".to_vec()),
        (3, "application/octet-stream", vec![0; 1_000_000]),
        (3, "application/octet-stream", vec![9; 1_000_000]),
        (4, "text/plain", vec![0x1e; 1_000_000]),
        (4, "text/plain", b"b".repeat(1_000_000)),
    ] {
        assert_eq!(post(&house, eio, kind, &body).await, 400);
    }
    // A decoder that reads a body once for each packet would need hours.
    assert!(real.elapsed() < Duration::from_secs(10), "{:?}", real.elapsed());
    house.expect_size(1);
    unharmed(&house, &mut ann).await;
}

#[tokio::test(start_paused = true)]
async fn a_body_of_half_a_million_messages_is_answered_up_to_what_may_wait() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let mut body = b"4\x1e".repeat(499_999);
    body.push(b'4');
    let post = polling.post_bytes("text/plain", &body);
    assert_eq!(within("an answer", post).await.unwrap().status, 200);
    let mut notes = house.notes();
    assert_eq!(notes.pop().unwrap(), "closed: too slow");
    // One byte, and a handle of 32, until there are 1 MiB of that.
    assert_eq!(notes.len(), 1024 * 1024 / 33 + 1);
    polling.expect_over().await;
}

#[tokio::test(start_paused = true)]
async fn a_sid_cannot_be_guessed_and_a_hundred_guesses_open_nothing() {
    let house = House::new(Config::default());
    let mut ann = house.websocket(4).await;
    for _ in 0..100 {
        let sid = Sid::fresh();
        let query = format!("EIO=4&transport=polling&sid={sid}");
        house.get(&query).await.expect_unknown();
    }
    house.expect_size(1);
    unharmed(&house, &mut ann).await;
}

#[tokio::test(start_paused = true)]
async fn the_id_of_a_websocket_s_session_opens_no_second_way_into_it() {
    let house = House::new(Config::default());
    let mut ann = house.websocket(4).await;
    let sid = house.peer().sid();
    for transport in ["polling", "websocket"] {
        let query = format!("EIO=4&transport={transport}&sid={sid}");
        house.get(&query).await.expect_bad_request();
    }
    unharmed(&house, &mut ann).await;
}

#[tokio::test(start_paused = true)]
async fn sessions_that_are_opened_and_left_are_gone_after_45_s() {
    let house = House::new(Config::default());
    for _ in 0..100 {
        house.polling(4).await;
    }
    house.expect_size(100);
    sleep(45 * SECOND).await;
    settle().await;
    house.expect_size(0);
}

#[tokio::test(start_paused = true)]
async fn a_head_that_drips_is_waited_for_no_longer_than_our_patience() {
    let page = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    // The first one, though it may not even begin, or another behind it.
    for begins in ["", "GET /socket.io/?EIO=4&transp", page] {
        let house = House::new(Config::default());
        let mut ann = house.websocket(4).await;
        let start = Instant::now();
        let mut slow = house.connect();
        slow.write(begins.as_bytes()).await;
        let drips = async {
            loop {
                tokio::select! {
                    _ = slow.rest() => return,
                    () = sleep(4 * SECOND) => {}
                }
                slow.write(b"x").await;
            }
        };
        within("the end of a connection", drips).await;
        assert_eq!(start.elapsed(), house.engine.config().patience);
        slow.expect_end().await;
        unharmed(&house, &mut ann).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_head_that_is_too_long_is_431_and_what_is_no_http_400() {
    let house = House::new(Config::default());
    let long = format!("{}{}", get("EIO=4&transport=polling&t="), "x");
    let long = long.replace("&t=", &format!("&t={}", "x".repeat(20_000)));
    for (bytes, status) in [(long.as_str(), "431"), ("4hello\r\n\r\n", "400")] {
        let mut socket = house.connect();
        socket.write(bytes.as_bytes()).await;
        let head = socket.head().await;
        assert_eq!(&head[9..12], status, "{head}");
    }
    house.expect_size(0);
}

#[tokio::test(start_paused = true)]
async fn a_flood_of_pings_of_one_who_never_reads_ends_with_our_patience() {
    for (eio, frame) in [
        (4, masked(Opcode::Ping, &[0; 125])),
        (3, masked(Opcode::Text, &[b'2'; 1000])),
    ] {
        let house = House::new(Config::default());
        let mut ann = house.websocket(4).await;
        let Socket { mut stream, task, .. } = house.websocket(eio).await;
        let start = Instant::now();
        // As much as it takes: of pongs it keeps the last one, and of what
        // revision 3 asks nothing while the answers wait.
        let flood = async {
            for _ in 0..5000 {
                if stream.write_all(&frame).await.is_err() {
                    return;
                }
            }
        };
        within("the end of a flood", flood).await;
        within("the conversation's end", task).await.unwrap();
        assert!(start.elapsed() <= 20 * SECOND, "{:?}", start.elapsed());
        house.expect_size(1);
        unharmed(&house, &mut ann).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_hundred_websockets_for_one_session_leave_it_where_it_is() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let first = polling.probed().await;
    for _ in 0..100 {
        let mut socket = polling.socket().await;
        assert_eq!(socket.closed().await.0, 1000);
    }
    polling.post("4hello").await;
    assert_eq!(polling.hear().await, "4hello");
    house.expect_size(1);
    drop(first);
}

#[tokio::test(start_paused = true)]
async fn what_is_said_is_only_said_whatever_bytes_it_has() {
    let house = House::new(Config::default());
    let mut socket = house.websocket(4).await;
    for text in [
        "4__proto__",
        "4\0\r\n\r\nHTTP/1.1 200 OK",
        "4\u{1b}[2J",
        "4{\"sid\":\"x\"}",
        "40",
        "42[\"event\"]",
    ] {
        socket.say(text).await;
        socket.expect(text).await;
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_of_a_request_comes_back_in_an_answer() {
    let house = House::new(Config::default());
    for query in [
        "EIO=4&transport=<script>",
        "EIO=<script>&transport=polling",
        "EIO=4&transport=polling&sid=<script>",
    ] {
        // hyper takes `<` in a target, and browsers would not send it.
        let answer = house.get(query).await;
        assert_eq!(answer.status, 400);
        assert!(!answer.text().contains("script"), "{}", answer.text());
    }
}

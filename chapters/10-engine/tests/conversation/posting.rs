//! A session that is carried by requests: what they bring.

use engine::{Config, Message};
use kit::within;
use tokio::time::{Instant, sleep}; // allowed: the clock is paused

use crate::web::{House, SECOND, heard, settle};

const BINARY: &str = "application/octet-stream";

#[tokio::test(start_paused = true)]
async fn all_packets_of_a_body_are_heard_in_order_and_the_answer_is_ok() {
    for (eio, body) in [
        (4, "4one\x1e4€\x1ebAQIDBA==\x1e4𝕊"),
        (3, "4:4one2:4€10:b4AQIDBA==3:4𝕊"),
    ] {
        let house = House::silent();
        let polling = house.polling(eio).await;
        let answer = polling.post(body).await;
        assert_eq!((answer.status, answer.text()), (200, "ok"));
        assert_eq!(answer.field("cache-control"), Some("no-store"));
        assert_eq!(house.notes(), ["one", "€", "[1, 2, 3, 4]", "𝕊"]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_binary_body_is_one_of_revision_3() {
    let body = b"\x00\x04\xff\x34\xe2\x82\xac\x01\x05\xff\x04\x01\x02\x03\x04";
    let house = House::silent();
    let polling = house.polling(3).await;
    let post = polling.post_bytes(BINARY, body);
    let answer = within("an answer", post).await.unwrap();
    assert_eq!(answer.text(), "ok");
    assert_eq!(house.notes(), ["€", "[1, 2, 3, 4]"]);
    // In revision 4 there is only text, whatever it is called.
    let polling = house.polling(4).await;
    let post = polling.post_bytes(BINARY, b"4hello");
    assert_eq!(within("an answer", post).await.unwrap().text(), "ok");
    assert_eq!(house.notes(), ["hello"]);
}

#[tokio::test(start_paused = true)]
async fn in_revision_3_whatever_is_not_called_binary_is_text() {
    let longer = format!("{BINARY}; charset=UTF-8");
    let other = format!("x-{BINARY}");
    let house = House::silent();
    let polling = house.polling(3).await;
    for kind in ["text/plain", "", "application/octet", &longer, &other] {
        let post = polling.post_bytes(kind, "2:4€".as_bytes());
        let answer = within("an answer", post).await.unwrap();
        assert_eq!(answer.text(), "ok", "{kind}");
        assert_eq!(house.notes(), ["€"], "{kind}");
    }
    let post = house.ask(&polling.head_of_post(), "2:4€".as_bytes());
    assert_eq!(within("an answer", post).await.unwrap().text(), "ok");
    assert_eq!(house.notes(), ["€"]);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_makes_no_sense_is_400_and_the_end_of_the_session() {
    for (eio, body) in [
        (4, &b""[..]),
        (4, b"\x1e"),
        (4, b"9"),
        (4, b"b$"),
        (4, b"4\xff"),
        (4, b"4ok\x1e4\xe2\x82"),
        (3, b"4hello"),
        (3, b"99:4hello"),
        (3, b"2:4\xff"),
        (3, b"1:9"),
    ] {
        let house = House::new(Config::default());
        let polling = house.polling(eio).await;
        let poll = polling.poll().await;
        let post = polling.post_bytes("text/plain", body);
        let answer = within("an answer", post).await.unwrap();
        answer.expect_bad_request();
        let close = if eio == 4 { "1" } else { "1:1" };
        assert_eq!(heard(poll).await, close, "{body:?}");
        polling.expect_over().await;
        assert_eq!(house.notes(), ["closed: parse error"], "{body:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_stood_before_the_nonsense_was_heard_and_nothing_behind_it() {
    let house = House::silent();
    let polling = house.polling(4).await;
    let answer = polling.post("4one\x1e9\x1e4two").await;
    answer.expect_bad_request();
    assert_eq!(house.notes(), ["one", "closed: parse error"]);
}

#[tokio::test(start_paused = true)]
async fn a_close_is_answered_ok_ends_the_poll_and_nothing_behind_it_is_heard() {
    for (eio, body, noop) in
        [(4, "4a\x1e1\x1e4b", "6"), (3, "2:4a1:12:4b", "1:6")]
    {
        let house = House::silent();
        let polling = house.polling(eio).await;
        let poll = polling.poll().await;
        assert_eq!(polling.post(body).await.text(), "ok");
        assert_eq!(heard(poll).await, noop);
        assert_eq!(house.notes(), ["a", "closed: transport close"]);
        polling.expect_over().await;
        house.expect_size(0);
    }
}

#[tokio::test(start_paused = true)]
async fn of_two_posts_at_once_none_is_right_and_the_session_is_over() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let mut first = polling.begin_post().await;
    polling.post("4second").await.expect_bad_request();
    assert_eq!(house.notes(), ["closed: transport error"]);
    first.write(b"lo\x1e4x").await;
    let answer = first.rest().await;
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    polling.expect_over().await;
    assert_eq!(house.notes(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn a_post_and_a_poll_at_once_are_as_it_should_be() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let poll = polling.poll().await;
    let mut post = polling.begin_post().await;
    house.peer().send(Message::text("meanwhile"));
    assert_eq!(heard(poll).await, "4meanwhile");
    let poll = polling.poll().await;
    post.write(b"lo wo").await;
    assert_eq!(heard(poll).await, "4hello wo");
}

#[tokio::test(start_paused = true)]
async fn a_body_that_drips_is_waited_for_no_longer_than_our_patience() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let poll = polling.poll().await;
    let start = Instant::now();
    let mut post = polling.begin_post().await;
    let answer = async {
        loop {
            tokio::select! {
                rest = post.more("an answer") => return rest,
                () = sleep(4 * SECOND) => {}
            }
            post.write(b"x").await;
        }
    };
    within("an answer", answer).await;
    assert_eq!(start.elapsed(), house.engine.config().patience);
    let answer = post.rest().await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.ends_with(r#"{"code":3,"message":"Body too slow"}"#));
    assert_eq!(heard(poll).await, "1");
    assert_eq!(house.notes(), ["closed: transport error"]);
}

#[tokio::test(start_paused = true)]
async fn whoever_hangs_up_in_the_middle_of_a_body_ends_the_session() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let post = polling.begin_post().await;
    house.expect_size(1);
    drop(post);
    settle().await;
    assert_eq!(house.notes(), ["closed: transport error"]);
    polling.expect_over().await;
}

#[tokio::test(start_paused = true)]
async fn a_body_that_is_too_long_is_413_and_the_session_goes_on() {
    let config = Config { max_payload: 1000, ..Config::default() };
    let house = House::new(config);
    let polling = house.polling(4).await;
    let longest = format!("4{}", "x".repeat(999));
    for _ in 0..3 {
        let answer = polling.post(&format!("{longest}x")).await;
        answer.expect_refused(413, 3, "Payload too large");
        assert_eq!(polling.post(&longest).await.text(), "ok");
        assert_eq!(polling.hear().await, longest);
    }
    house.expect_size(1);
}

/// Its client may know of the refusal before the session's task does.
#[tokio::test(start_paused = true)]
async fn a_body_right_behind_one_that_was_refused_is_no_second_one_at_once() {
    let config = Config { max_payload: 10, ..Config::default() };
    let house = House::new(config);
    let polling = house.polling(4).await;
    let head = format!("{}\r\nHost: localhost", polling.head_of_post());
    for _ in 0..20 {
        let mut first = house.connect();
        let begins = format!("{head}\r\nContent-Length: 11\r\n\r\n4");
        first.write(begins.as_bytes()).await;
        settle().await;
        let mut second = house.connect();
        let whole = format!("{head}\r\nContent-Length: 2\r\n\r\n4x");
        // Nobody reads anything between these two.
        first.write(&[b'x'; 10]).await;
        second.write(whole.as_bytes()).await;
        let answer = first.head().await;
        assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
        let answer = second.head().await;
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
        assert_eq!(polling.hear().await, "4x");
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_is_far_too_long_is_refused_before_it_has_come() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let mut socket = house.connect();
    let head = polling.head_of_post();
    let fields = "Host: localhost\r\nTransfer-Encoding: chunked";
    socket.write(format!("{head}\r\n{fields}\r\n\r\n").as_bytes()).await;
    // It never ends, and nobody keeps it.
    let piece = [b"10000\r\n", &[b'4'; 0x10000][..], b"\r\n"].concat();
    let mut sent = 0;
    let answer = loop {
        tokio::select! {
            biased;
            answer = socket.head() => break answer,
            () = settle() => {}
        }
        socket.write(&piece).await;
        sent += 0x10000;
        assert!(sent < 2_000_000, "{sent} bytes are taken");
    };
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert_eq!(polling.post("4hello").await.text(), "ok");
}

#[tokio::test(start_paused = true)]
async fn a_body_may_come_in_any_pieces() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let head = polling.head_of_post();
    let body = "4€\x1e4𝕊";
    let fields = format!("Host: localhost\r\nContent-Length: {}", body.len());
    let request = format!("{head}\r\n{fields}\r\nConnection: close\r\n\r\n");
    for delivery in kit::deliveries(&[request.as_bytes(), body.as_bytes()]) {
        let mut socket = house.connect();
        kit::send(&mut socket.stream, &delivery).await.unwrap();
        let answer = socket.rest().await;
        assert!(answer.ends_with("\r\n\r\nok"), "{}", delivery.name);
        assert_eq!(polling.hear().await, body, "{}", delivery.name);
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_posted_behind_the_end_of_a_session_is_not_heard() {
    let house = House::silent();
    let polling = house.polling(4).await;
    house.peer().close(engine::Reason::ForcedClose);
    settle().await;
    // Its last words wait for a poll, but nothing more is heard of it.
    assert_eq!(polling.post("4hello\x1e4again").await.text(), "ok");
    assert_eq!(house.notes(), [""; 0]);
    assert_eq!(polling.hear().await, "1");
    polling.post("4hello").await.expect_unknown();
}

#[tokio::test(start_paused = true)]
async fn what_was_answered_before_an_error_is_not_lost() {
    for (eio, body, told) in
        [(4, "4one\x1e4two\x1e9", "4one\x1e4two"), (3, "4:4one1:9", "4:4one")]
    {
        let house = House::new(Config::default());
        let polling = house.polling(eio).await;
        let poll = polling.poll().await;
        polling.post(body).await.expect_bad_request();
        assert_eq!(heard(poll).await, told);
        polling.expect_over().await;
    }
}

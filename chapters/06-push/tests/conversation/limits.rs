//! Those who want too much, or take too little.

use std::time::Duration;

use kit::within;
use push::Config;
use tokio::time::{Instant, sleep}; // allowed: the clock is paused

use crate::web::{Web, events, settle};

#[tokio::test(start_paused = true)]
async fn only_so_many_wait_at_a_time_and_whoever_leaves_makes_room() {
    let web = Web::new(Config { max_waiting: 2, ..Config::default() });
    let (mut poll, mut stream) = (web.connect(), web.connect());
    poll.ask("/wait").await;
    stream.ask("/events").await;
    stream.head().await;
    settle().await;
    let mut third = web.connect();
    for target in ["/wait", "/events"] {
        let refused = third.get(target).await;
        assert_eq!(refused.status, 503);
        assert_eq!(refused.header("retry-after"), Some("1"));
    }
    // It may still poll, and speak.
    assert_eq!(third.get("/poll").await.status, 204);
    for client in [poll, stream] {
        assert_eq!(web.board.free_places(), 0);
        drop(client);
        settle().await;
        assert_eq!(web.board.free_places(), 1);
        third.ask("/wait").await;
        settle().await;
        drop(std::mem::replace(&mut third, web.connect()));
        settle().await;
        let mut next = web.connect();
        next.ask("/events").await;
        assert_eq!(next.head().await.status, 200);
        std::mem::forget(next);
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_is_kept_of_a_client_that_never_polls_again() {
    let web = Web::new(Config::default());
    let free = web.board.free_places();
    let mut client = web.connect();
    client.get("/poll").await;
    let start = Instant::now();
    client.ask("/wait").await;
    settle().await;
    assert_eq!(web.board.free_places(), free - 1);
    // It is silent, but does not hang up: a laptop that was closed.
    sleep(Duration::from_secs(26)).await;
    assert_eq!(web.board.free_places(), free);
    assert_eq!(client.answer().await.status, 204);
    assert_eq!(client.rest().await, "");
    // The poll was answered after 25 s, and nothing was asked in 10 more.
    assert_eq!(start.elapsed(), Duration::from_secs(35));
}

#[tokio::test(start_paused = true)]
async fn whoever_waits_and_finishes_its_side_frees_its_place_at_once() {
    use tokio::io::AsyncWriteExt;
    let web = Web::new(Config::default());
    let free = web.board.free_places();
    for target in ["/wait", "/events"] {
        let (mut client, start) = (web.connect(), Instant::now());
        client.ask(target).await;
        settle().await;
        assert_eq!(web.board.free_places(), free - 1, "{target}");
        client.stream.shutdown().await.unwrap();
        settle().await;
        assert_eq!(web.board.free_places(), free, "{target}");
        let said = client.rest().await;
        assert!(!said.contains("204") && !said.contains("id:"), "{said}");
        assert!(start.elapsed() < Duration::from_secs(1), "{target}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_nobody_reads_is_cut_off_and_others_hear_on() {
    let web = Web::new(Config::default());
    let (mut slow, mut quick) = (web.connect(), web.connect());
    let free = web.board.free_places();
    for client in [&mut slow, &mut quick] {
        client.ask("/events").await;
        client.opening().await;
    }
    let start = Instant::now();
    let text = "x".repeat(1000);
    let mut number = 0;
    while web.board.free_places() < free - 1 {
        number += 1;
        web.say(&[&text]).await;
        let heard = events(&quick.chunk().await);
        assert_eq!(heard.first().map(|event| event.0), Some(number));
        settle().await;
        assert!(number < 1000, "it was never cut off");
    }
    // What the streams and hyper hold is little more than the outbox.
    let held = number * 1000;
    assert!((64_000..128_000).contains(&held), "after {held} bytes");
    assert!(start.elapsed() < Duration::from_secs(1));
    // It comes back, and is told what it has missed, or that it has.
    let got = slow.rest().await;
    let last = got.matches("id: ").count() as u64 - 1;
    let mut again = web.connect();
    let header = format!("Last-Event-ID: {last}\r\n");
    again.ask_with("/events", &header).await;
    again.opening().await;
    let told = events(&again.chunk().await);
    assert_eq!(told.last().map(|event| event.0), Some(number));
}

#[tokio::test(start_paused = true)]
async fn whoever_asks_and_never_reads_loses_the_connection_after_10_s() {
    let web = Web::new(Config::default());
    let text = "x".repeat(1000);
    web.say(&[&text[..]; 50]).await;
    let mut greedy = web.connect();
    let start = Instant::now();
    let asking = async {
        loop {
            use tokio::io::AsyncWriteExt;
            let ask = b"GET /poll?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n";
            if greedy.stream.write_all(ask).await.is_err() {
                return;
            }
        }
    };
    within("the greedy client to be cut off", asking).await;
    assert_eq!(start.elapsed(), Duration::from_secs(10));
    assert_eq!(web.connect().get("/poll?after=50").await.status, 204);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_opens_polls_and_never_reads_holds_one_place() {
    let web = Web::new(Config::default());
    let free = web.board.free_places();
    let mut greedy = web.connect();
    greedy
        .send(&"GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(100))
        .await;
    settle().await;
    assert_eq!(web.board.free_places(), free - 1);
    let mut other = web.connect();
    other.ask("/wait").await;
    settle().await;
    web.say(&["one"]).await;
    assert_eq!(other.answer().await.body, "id: 1\ndata: ann: one\n\n");
}

#[tokio::test(start_paused = true)]
async fn whoever_says_too_much_has_to_wait_and_nobody_else() {
    let web = Web::new(Config::default());
    let (mut flood, mut other) = (web.connect(), web.connect());
    let one =
        "POST /say HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nhi";
    let start = Instant::now();
    flood.send(&one.repeat(100)).await;
    for _ in 0..52 {
        assert_eq!(flood.answer().await.status, 200);
    }
    let waited = start.elapsed();
    assert!(waited >= Duration::from_millis(50), "{waited:?}");
    let start = Instant::now();
    assert_eq!(other.post("/say", "hello").await.status, 200);
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn what_is_refused_is_read_on_for_5_s_however_much_it_is() {
    use tokio::io::AsyncWriteExt;
    let web = Web::new(Config::default());
    let long_body = "POST /say HTTP/1.1\r\nHost: localhost\r\n\
                     Content-Length: 9999999\r\n\r\n";
    let long_head = "GET /poll HTTP/1.1\r\nX: ";
    for (start, status) in [(long_body, 413), (long_head, 431)] {
        for size in [1, 100_000] {
            let mut client = web.connect();
            client.send(&format!("{start}{}", "x".repeat(9000))).await;
            assert_eq!(client.answer().await.status, status);
            let start = Instant::now();
            while client.stream.write_all(&vec![b'x'; size]).await.is_ok() {
                sleep(Duration::from_millis(100)).await;
            }
            let after = start.elapsed().as_millis();
            assert!((5000..5300).contains(&after), "{status}: {after} ms");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn when_the_board_closes_half_a_request_has_5_s() {
    let web = Web::new(Config::default());
    let mut client = web.connect();
    let half = "POST /say HTTP/1.1\r\nHost: localhost\r\n\
                Content-Length: 5\r\n\r\nhe";
    client.send(half).await;
    settle().await;
    let start = Instant::now();
    web.board.close();
    assert_eq!(client.rest().await, "");
    assert_eq!(start.elapsed(), Duration::from_secs(5));
}

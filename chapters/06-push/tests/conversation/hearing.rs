//! The three ways, when all goes well.

use std::time::Duration;

use push::Config;
use tokio::time::{Instant, sleep}; // allowed: the clock is paused

use crate::web::{MS, Web, events, settle};

const ONE: &str = "id: 1\ndata: ann: one\n\n";
const TWO: &str = "id: 2\ndata: ann: two\n\n";

#[tokio::test(start_paused = true)]
async fn a_poll_tells_at_once_what_has_been_said_since() {
    let web = Web::new(Config::default());
    let mut client = web.connect();
    web.say(&["one", "two"]).await;
    assert_eq!(client.get("/poll?after=0").await.body, [ONE, TWO].concat());
    assert_eq!(client.get("/poll?after=1").await.body, TWO);
    let nothing = client.get("/poll?after=2").await;
    assert_eq!((nothing.status, &nothing.body[..]), (204, ""));
}

#[tokio::test(start_paused = true)]
async fn whoever_says_no_number_is_told_all_that_is_remembered() {
    let web = Web::new(Config { max_messages: 1, ..Config::default() });
    web.say(&["one", "two"]).await;
    let mut client = web.connect();
    assert_eq!(client.get("/poll").await.body, TWO);
    assert_eq!(client.get("/wait").await.body, TWO);
    client.ask("/events").await;
    client.opening().await;
    assert_eq!(client.chunk().await, TWO);
}

#[tokio::test(start_paused = true)]
async fn a_long_poll_is_answered_when_something_is_said() {
    let web = Web::new(Config::default());
    let mut client = web.connect();
    let start = Instant::now();
    client.ask("/wait?after=0").await;
    sleep(300 * MS).await;
    web.say(&["one"]).await;
    assert_eq!(client.answer().await.body, ONE);
    assert_eq!(start.elapsed(), 300 * MS);
}

#[tokio::test(start_paused = true)]
async fn a_long_poll_in_vain_is_answered_after_25_seconds_with_nothing() {
    let web = Web::new(Config::default());
    let mut client = web.connect();
    let start = Instant::now();
    let nothing = client.get("/wait?after=0").await;
    assert_eq!((nothing.status, &nothing.body[..]), (204, ""));
    assert_eq!(start.elapsed(), Duration::from_secs(25));
    // What is said between that answer and the next poll is not lost.
    web.say(&["one"]).await;
    assert_eq!(client.get("/wait?after=0").await.body, ONE);
}

#[tokio::test(start_paused = true)]
async fn a_stream_tells_what_was_missed_and_then_each_message() {
    let web = Web::new(Config::default());
    web.say(&["one"]).await;
    let mut client = web.connect();
    client.ask("/events?after=0").await;
    let head = client.opening().await;
    assert_eq!(head.header("content-type"), Some("text/event-stream"));
    assert_eq!(head.header("cache-control"), Some("no-store"));
    assert_eq!(head.header("x-accel-buffering"), Some("no"));
    assert_eq!(client.chunk().await, ONE);
    web.say(&["two"]).await;
    assert_eq!(client.chunk().await, TWO);
}

#[tokio::test(start_paused = true)]
async fn a_silent_stream_has_a_heartbeat_every_15_seconds() {
    let web = Web::new(Config::default());
    let mut client = web.connect();
    let start = Instant::now();
    client.ask("/events").await;
    client.opening().await;
    for beat in 1..=4 {
        assert_eq!(client.chunk().await, ":\n\n");
        assert_eq!(start.elapsed(), Duration::from_secs(15 * beat));
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_reconnects_goes_on_where_it_was() {
    let web = Web::new(Config::default());
    web.say(&["one", "two"]).await;
    let mut client = web.connect();
    // A browser asks again with the address of the first time.
    let last = "Last-Event-ID: 1\r\n";
    client.ask_with("/events?after=0", last).await;
    client.opening().await;
    assert_eq!(client.chunk().await, TWO);
}

#[tokio::test(start_paused = true)]
async fn what_is_posted_is_heard_under_the_name_of_who_said_it() {
    let web = Web::new(Config::default());
    let mut client = web.connect();
    assert_eq!(client.post("/say?name=bob", "hi\n").await.body, "1\n");
    assert_eq!(client.post("/say", "who am I?").await.body, "2\n");
    let heard = client.get("/poll").await.body;
    let expected = [(1, "bob: hi"), (2, "web: who am I?")];
    assert_eq!(events(&heard), expected.map(|(n, t)| (n, t.to_string())));
}

#[tokio::test(start_paused = true)]
async fn nothing_is_lost_and_nothing_doubled_however_they_take_turns() {
    // Everything has another rhythm, so all orders of events come about.
    let config = Config { wait: 90 * MS, ..Config::default() };
    let web = Web::new(config);
    let board = web.board.clone();
    kit::spawn(async move {
        for number in 1..=200 {
            board.say("ann", &format!("line {number}")).await.unwrap();
            sleep(number % 7 * 11 * MS).await;
        }
    });
    let expected: Vec<_> =
        (1..=200).map(|n| (n, format!("ann: line {n}"))).collect();
    let polling = async {
        let mut client = web.connect();
        let mut heard = Vec::new();
        while heard.len() < 200 {
            let target = format!("/poll?after={}", heard.len());
            heard.extend(events(&client.get(&target).await.body));
            sleep(50 * MS).await;
        }
        heard
    };
    let waiting = async {
        let mut client = web.connect();
        let mut heard = Vec::new();
        while heard.len() < 200 {
            let target = format!("/wait?after={}", heard.len());
            heard.extend(events(&client.get(&target).await.body));
        }
        heard
    };
    let listening = async {
        let mut heard: Vec<(u64, String)> = Vec::new();
        while heard.len() < 200 {
            let mut client = web.connect();
            let last = format!("Last-Event-ID: {}\r\n", heard.len());
            client.ask_with("/events", &last).await;
            client.opening().await;
            // Hangs up after a few events, and comes back.
            for _ in 0..5 {
                if heard.len() < 200 {
                    heard.extend(events(&client.chunk().await));
                }
            }
        }
        heard
    };
    let (polled, waited, listened) = tokio::join!(polling, waiting, listening);
    assert_eq!(polled, expected);
    assert_eq!(waited, expected);
    assert_eq!(listened, expected);
}

#[tokio::test(start_paused = true)]
async fn when_the_board_closes_all_who_wait_are_answered() {
    let web = Web::new(Config::default());
    let (mut waiter, mut listener) = (web.connect(), web.connect());
    waiter.ask("/wait").await;
    listener.ask("/events").await;
    listener.opening().await;
    settle().await;
    let start = Instant::now();
    web.board.close();
    assert_eq!(waiter.answer().await.status, 204);
    assert_eq!(listener.chunk().await, "", "the last chunk is empty");
    for mut client in [waiter, listener] {
        assert_eq!(client.rest().await, "");
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
}

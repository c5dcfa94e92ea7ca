//! What else may come to a port on which HTTP is spoken first.

use frame::Opcode;
use peer::KEY;
use tokio::time::Instant;
use websocket::Config;

use crate::web::{House, join, settle};

#[tokio::test(start_paused = true)]
async fn the_page_is_served_and_the_connection_may_be_used_again() {
    let house = House::new(Config::default());
    let mut ann = house.connect();
    for _ in 0..2 {
        ann.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
        let head = ann.head().await;
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
        let size = head.lines().find_map(|line| {
            line.strip_prefix("content-length: ")?.parse::<usize>().ok()
        });
        let page = "<!doctype html>";
        while ann.read.len() < size.unwrap() {
            use tokio::io::AsyncReadExt;
            ann.stream.read_buf(&mut ann.read).await.unwrap();
        }
        let body = ann.read.split_to(size.unwrap());
        assert!(body.starts_with(page.as_bytes()));
    }
    // And then it becomes a WebSocket all the same.
    join(&mut ann, "ann").await;
}

#[tokio::test(start_paused = true)]
async fn an_unknown_path_is_404_whoever_asks() {
    for fields in ["", "Upgrade: websocket\r\nConnection: Upgrade\r\n"] {
        let house = House::new(Config::default());
        let mut ann = house.connect();
        let head = format!("GET /rom HTTP/1.1\r\nHost: x\r\n{fields}\r\n");
        ann.write(head.as_bytes()).await;
        let answer = ann.head().await;
        assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
        assert!(!house.chat.is_closed());
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_without_a_path_is_answered_like_any_other_method() {
    let house = House::new(Config::default());
    let mut ann = house.connect();
    ann.write(b"CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n").await;
    let answer = ann.head().await;
    assert!(answer.starts_with("HTTP/1.1 405 "), "{answer}");
}

#[tokio::test(start_paused = true)]
async fn half_a_head_and_silence_is_hung_up_on_and_others_are_unharmed() {
    let house = House::new(Config::default());
    let mut ann = house.join("ann").await;
    let start = Instant::now();
    let mut bob = house.connect();
    bob.write(b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: webs").await;
    let said = bob.rest().await;
    assert_eq!(start.elapsed(), house.chat.config().patience);
    assert_eq!(said, "");
    bob.expect_end().await;
    let mut cid = house.join("cid").await;
    ann.expect("* cid joined").await;
    cid.say("all well").await;
    ann.expect("cid: all well").await;
}

#[tokio::test(start_paused = true)]
async fn a_post_with_a_long_body_reads_its_answer() {
    let house = House::new(Config::default());
    let mut ann = house.connect();
    let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n";
    ann.write(head.as_bytes()).await;
    // Not all of it is taken, and no write fails before the answer is read.
    let answer = ann.head().await;
    assert!(answer.starts_with("HTTP/1.1 405 "), "{answer}");
    let body = vec![b'x'; 500_000];
    ann.write(&body).await;
    let rest = ann.rest().await;
    assert_eq!(rest, "error: a handshake is a GET\n");
}

#[tokio::test(start_paused = true)]
async fn http_1_0_has_no_websockets() {
    let house = House::new(Config::default());
    let mut ann = house.connect();
    let request = upgrade::request("localhost", "/", KEY);
    let request = request.replace("HTTP/1.1", "HTTP/1.0");
    ann.write(request.as_bytes()).await;
    let answer = ann.rest().await;
    assert!(answer.starts_with("HTTP/1.0 505 "), "{answer}");
}

#[tokio::test(start_paused = true)]
async fn a_second_request_behind_a_handshake_is_no_frame_and_no_request() {
    let house = House::new(Config::default());
    let mut ann = house.join("ann").await;
    let mut bob = house.connect();
    let request = upgrade::request("localhost", "/", KEY);
    bob.write(format!("{request}{request}").as_bytes()).await;
    let head = bob.head().await;
    assert!(head.starts_with("HTTP/1.1 101 "), "{head}");
    bob.expect("* your name?").await;
    // `G` is 0x47: a reserved bit is set.
    assert!(bob.hear().await.starts_with("* error: "));
    assert_eq!(bob.closed().await.0, 1002);
    bob.expect_end().await;
    ann.say("still here").await;
    settle().await;
    ann.send(Opcode::Ping, b"?").await;
    assert_eq!(ann.frame().await.opcode, Opcode::Pong);
}

#[tokio::test(start_paused = true)]
async fn what_is_not_http_is_told_so() {
    let house = House::new(Config::default());
    let mut ann = house.connect();
    ann.write(b"ann\nhello\n\n").await;
    let answer = ann.rest().await;
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
}

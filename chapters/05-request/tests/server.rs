//! The server, over a connection in memory with a paused clock, and once
//! over a real one.

use std::future::pending;
use std::time::Duration;

use kit::{deliveries, readable, send, spawn, within};
use request::{Client, Config, Start, answer, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, sleep}; // allowed: on a paused clock
use wiretap::{Direction, Event, MemoryStream, Recording, Wire, pair};

const PING: &[u8] = b"GET /ping HTTP/1.1\r\nHost: a\r\n\r\n";

#[tokio::test(start_paused = true)]
async fn a_ping_is_answered_however_it_is_delivered() {
    for delivery in deliveries(&[PING, PING, PING]) {
        let mut client = served(Config::default());
        send(&mut client, &delivery).await.unwrap();
        client.shutdown().await.unwrap();
        let said = said(&mut client).await;
        assert_eq!(said.matches("200 OK").count(), 3, "{}", delivery.name);
        assert_eq!(said.matches("pong").count(), 3, "{}", delivery.name);
    }
}

#[tokio::test(start_paused = true)]
async fn a_pipelined_burst_is_answered_in_order() {
    let mut client = served(Config::default());
    let mut burst = Vec::new();
    for number in 0..200 {
        let body = format!("{number:03}");
        burst.extend_from_slice(&post(&body));
    }
    let talk = async {
        client.write_all(&burst).await.unwrap();
        client.shutdown().await.unwrap();
    };
    within("the server to take it", talk).await;
    let said = said(&mut client).await;
    let bodies: Vec<usize> = said
        .split("\\r\\n\\r\\n")
        .filter_map(|part| part.get(..3)?.parse().ok())
        .collect();
    assert_eq!(bodies, (0..200).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn unknown_paths_and_methods_get_a_status_and_a_word() {
    for (request, status, word) in [
        ("GET /pong", 404, "try GET /ping\n"),
        ("GET /", 404, "try GET /ping\n"),
        ("GET /ping/", 200, "pong"),
        ("GET /ping?", 200, "pong"),
        ("GET /ping/x", 404, "try GET /ping\n"),
        ("POST /ping", 405, "not with this method\n"),
        ("BREW /ping", 405, "not with this method\n"),
        ("GET /echo", 405, "not with this method\n"),
    ] {
        let mut client = Client::new(served(Config::default()));
        let bytes = format!("{request} HTTP/1.1\r\nHost: a\r\n\r\n");
        let asked = client.ask(bytes.as_bytes());
        let answer = within("the answer", asked).await.unwrap();
        let code = status;
        assert_eq!(answer.head.start, Start::Status { code }, "{request}");
        assert_eq!(answer.body, word, "{request}");
        let allowed = answer.head.values("allow").collect::<Vec<_>>();
        let expected = match (status, request) {
            (405, "GET /echo") => "POST",
            (405, _) => "GET, HEAD",
            _ => "",
        };
        assert_eq!(allowed.concat(), expected, "{request}");
        // The connection is as good as before.
        let asked = client.ask(PING);
        assert_eq!(within("the pong", asked).await.unwrap().body, "pong");
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_comes_back_whole_by_length_or_in_chunks() {
    for request in [
        &post("ping")[..],
        b"POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n\
          1\r\np\r\n3\r\ning\r\n0\r\n\r\n",
    ] {
        let mut client = Client::new(served(Config::default()));
        let asked = client.ask(request);
        assert_eq!(within("the echo", asked).await.unwrap().body, "ping");
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_in_chunks_is_put_together() {
    let mut client = Client::new(served(Config::default()));
    let asked = client.ask(b"GET /pieces HTTP/1.1\r\nHost: a\r\n\r\n");
    let answer = within("the pieces", asked).await.unwrap();
    assert_eq!(answer.head.values("transfer-encoding").next(), Some("chunked"));
    assert_eq!(answer.body, "pong");
}

#[tokio::test(start_paused = true)]
async fn an_answer_in_pieces_leaves_in_as_many_writes() {
    let recording = Recording::default();
    let (client, server) = Wire::default().connect(recording.recorder());
    spawn(async move { answer(&Config::default(), server).await });
    let mut client = Client::new(client);
    let asked = client.ask(b"GET /pieces HTTP/1.1\r\nHost: a\r\n\r\n");
    within("the pieces", asked).await.unwrap();
    let pieces = recording.pieces();
    let ends = pieces.iter().filter_map(|piece| match &piece.event {
        Event::Bytes(bytes) if piece.direction == Direction::ToClient => {
            Some(bytes.ends_with(b"po\r\n"))
        }
        _ => None,
    });
    assert_eq!(ends.filter(|end| *end).count(), 1, "{pieces:?}");
}

#[tokio::test(start_paused = true)]
async fn a_body_over_the_limit_is_refused_with_413() {
    let config = Config { max_body: 4, ..Config::default() };
    for (body, status) in [("ping", 200), ("pings", 413)] {
        let mut client = Client::new(served(config));
        let request = post(body);
        let asked = client.ask(&request);
        let answer = within("the answer", asked).await.unwrap();
        assert_eq!(answer.head.start, Start::Status { code: status });
    }
    let mut client = served(config);
    let endless = async {
        let head = b"POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        client.write_all(head).await.unwrap();
        let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
        while client.write_all(chunk.as_bytes()).await.is_ok() {}
    };
    within("the server to hang up", endless).await;
}

#[tokio::test(start_paused = true)]
async fn half_a_head_and_silence_ends_after_the_head_s_time() {
    let mut client = served(Config::default());
    client.write_all(&PING[..10]).await.unwrap();
    let start = Instant::now();
    let said = said(&mut client).await;
    assert_eq!(start.elapsed().as_secs(), 30);
    assert!(said.is_empty() || said.contains("408"), "{said}");
}

#[tokio::test(start_paused = true)]
async fn a_byte_every_second_does_not_buy_more_time() {
    let mut client = served(Config::default());
    let start = Instant::now();
    let drip = async {
        while client.write_all(b"a").await.is_ok() {
            let _ =
                tokio::time::timeout(Duration::from_secs(1), client.read_u8())
                    .await;
        }
    };
    within("the server to hang up", drip).await;
    let seconds = start.elapsed().as_secs();
    assert!((30..=32).contains(&seconds), "{seconds} s");
}

#[tokio::test(start_paused = true)]
async fn half_a_body_and_silence_is_answered_with_408() {
    let mut client = Client::new(served(Config::default()));
    let request = post("ping");
    let start = Instant::now();
    let asked = client.ask(&request[..request.len() - 1]);
    let answer = within("the answer", asked).await.unwrap();
    assert_eq!(answer.head.start, Start::Status { code: 408 });
    assert_eq!(start.elapsed().as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_is_too_long_and_never_ends_is_called_too_long() {
    let config = Config { max_body: 4, ..Config::default() };
    let mut client = Client::new(served(config));
    let request = post("pings and pongs");
    let asked = client.ask(&request[..request.len() - 1]);
    let answer = within("the answer", asked).await.unwrap();
    assert_eq!(answer.head.start, Start::Status { code: 413 });
}

#[tokio::test(start_paused = true)]
async fn who_sends_a_long_body_to_its_end_can_read_why_it_is_refused() {
    let mut client = Client::new(served(Config::default()));
    let request = post(&"x".repeat(1_000_000));
    let asked = client.ask(&request);
    let answer = within("the refusal", asked).await.unwrap();
    assert_eq!(answer.head.start, Start::Status { code: 413 });
}

#[tokio::test(start_paused = true)]
async fn a_head_is_answered_with_a_length_and_no_body() {
    let mut client = served(Config::default());
    client.write_all(b"HEAD /ping HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    client.shutdown().await.unwrap();
    let said = said(&mut client).await;
    assert!(said.starts_with("HTTP/1.1 200 OK"), "{said}");
    assert!(said.contains("content-length: 4\\r\\n"), "{said}");
    assert!(said.ends_with("\\r\\n\\r\\n"), "{said}");
}

#[tokio::test(start_paused = true)]
async fn a_head_over_16_kib_is_refused_and_not_kept() {
    let mut client = served(Config::default());
    let head = format!("GET /ping HTTP/1.1\r\na: {}", "x".repeat(20_000));
    let _ = client.write_all(head.as_bytes()).await;
    assert!(said(&mut client).await.contains("431"));
}

#[tokio::test(start_paused = true)]
async fn a_head_timeout_of_a_million_years_is_one() {
    let head_timeout = Duration::MAX;
    let config = Config { head_timeout, ..Config::default() };
    let mut client = Client::new(served(config));
    let pong = within("the pong", client.ask(PING)).await.unwrap();
    assert_eq!(pong.body, "pong");
}

#[tokio::test(start_paused = true)]
async fn a_question_under_way_at_the_end_of_a_life_is_answered_as_the_last() {
    let mut client = served(Config::default());
    for _ in 0..11 {
        client.write_all(PING).await.unwrap();
        sleep(Duration::from_secs(27)).await;
    }
    let request = post("ping");
    client.write_all(&request[..request.len() - 1]).await.unwrap();
    sleep(Duration::from_secs(4)).await;
    client.write_all(b"g").await.unwrap();
    let said = said(&mut client).await;
    assert!(said.ends_with("ping"), "{said}");
    assert_eq!(said.matches("connection: close").count(), 1, "{said}");
}

#[tokio::test(start_paused = true)]
async fn a_kept_connection_that_says_nothing_is_closed() {
    let mut client = served(Config::default());
    client.write_all(PING).await.unwrap();
    let start = Instant::now();
    assert!(said(&mut client).await.ends_with("pong"));
    assert_eq!(start.elapsed().as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_never_reads_is_let_go_at_the_end_of_a_connection_s_life()
{
    let mut client = served(Config::default());
    let start = Instant::now();
    let flood = async { while client.write_all(PING).await.is_ok() {} };
    within("the server to hang up", flood).await;
    assert_eq!(start.elapsed().as_secs(), 302);
}

#[tokio::test]
async fn one_client_s_rubbish_harms_no_other_on_a_real_socket() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    spawn(serve(Config::default(), listener, pending()));
    let mut good = Client::new(ping::connect(port).await.unwrap());
    within("the pong", good.ask(PING)).await.unwrap();
    let mut bad = ping::connect(port).await.unwrap();
    bad.write_all(b"\x00\xff\r\n\r\n").await.unwrap();
    let mut said = Vec::new();
    let read = bad.read_to_end(&mut said);
    let _ = within("the end of the bad one", read).await;
    let big = "x".repeat(300_000);
    let mut long = Client::new(ping::connect(port).await.unwrap());
    let request = post(&big);
    let answer = within("the refusal", long.ask(&request)).await.unwrap();
    assert_eq!(answer.head.start, Start::Status { code: 413 });
    let pong = within("the pong", good.ask(PING)).await.unwrap();
    assert_eq!(pong.body, "pong");
}

fn post(body: &str) -> Vec<u8> {
    let size = body.len();
    format!("POST /echo HTTP/1.1\r\nContent-Length: {size}\r\n\r\n{body}")
        .into_bytes()
}

fn served(config: Config) -> MemoryStream {
    let (client, server) = pair();
    spawn(async move { answer(&config, server).await });
    client
}

/// All that comes until the server's end, readable.
async fn said(client: &mut MemoryStream) -> String {
    let mut said = Vec::new();
    let read = client.read_to_end(&mut said);
    within("the server's end", read).await.unwrap();
    readable(&said)
}

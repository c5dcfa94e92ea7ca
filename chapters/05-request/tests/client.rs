//! The client, and servers that answer in ways of their own.

use std::io;

use kit::within;
use request::{Client, Error, Message, Start};
use tokio::io::AsyncWriteExt;
use wiretap::pair;

const PING: &[u8] = b"GET /ping HTTP/1.1\r\nHost: a\r\n\r\n";
const PONG: &str = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npong";

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_only_a_beginning_is_not_taken_for_the_answer() {
    for first in ["100 Continue", "103 Early Hints"] {
        let said = format!("HTTP/1.1 {first}\r\n\r\n{PONG}");
        let answer = answer_of(&said).await.unwrap();
        assert_eq!(answer.head.start, Start::Status { code: 200 }, "{first}");
        assert_eq!(answer.body, "pong", "{first}");
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_the_body_of_an_answer_that_has_none() {
    let said = "HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\n";
    let answer = answer_of(said).await.unwrap();
    assert_eq!(answer.head.start, Start::Status { code: 304 });
    assert_eq!(answer.body, "");
}

#[tokio::test(start_paused = true)]
async fn a_server_that_hangs_up_in_the_middle_is_noticed() {
    for end in 0..PONG.len() {
        let error = answer_of(&PONG[..end]).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("finished {end} bytes into a message")
        );
        let error = io::Error::from(error);
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_nobody_has_asked_for_is_no_answer_to_the_next() {
    let (client, mut server) = pair();
    let forged = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
    let said = format!("{PONG}{forged}");
    server.write_all(said.as_bytes()).await.unwrap();
    let mut client = Client::new(client);
    let answer = within("the first answer", client.ask(PING)).await;
    assert_eq!(answer.unwrap().body, "pong");
    let second = within("the second answer", client.ask(PING)).await;
    assert!(matches!(second, Err(Error::Unasked)), "{second:?}");
}

/// What the client makes of a server that says this and hangs up.
async fn answer_of(said: &str) -> Result<Message, Error> {
    let (client, mut server) = pair();
    server.write_all(said.as_bytes()).await.unwrap();
    server.shutdown().await.unwrap();
    within("the client's verdict", Client::new(client).ask(PING)).await
}

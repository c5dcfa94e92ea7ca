//! The client's side: what it asks, and which answers it believes.

use kit::{deliveries, send, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use upgrade::{Answer, HELLO, ask, check};
use wiretap::{MemoryStream, pair};

use crate::request::{KEY, OPENED, handshake};

const ACCEPT: &str = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

#[test]
fn the_smallest_request_is_what_the_server_wants_and_no_more() {
    assert_eq!(upgrade::request("localhost:8888", "/", KEY), handshake());
}

/// What the client makes of this answer.
async fn asked(
    answer: &[&[u8]],
    fin: bool,
) -> Vec<Result<Answer<MemoryStream>, String>> {
    let mut verdicts = Vec::new();
    for delivery in deliveries(answer) {
        let (client, mut server) = pair();
        let asking = kit::spawn(ask(client, "localhost:8888", "/", KEY));
        let mut request = vec![0; handshake().len()];
        server.read_exact(&mut request).await.unwrap();
        assert_eq!(request, handshake().as_bytes());
        // Whoever does not believe the beginning may not hear the end.
        let _ = send(&mut server, &delivery).await;
        if fin {
            server.shutdown().await.unwrap();
        }
        let verdict = within("the client's verdict", asking).await.unwrap();
        verdicts.push(verdict.map_err(|error| error.to_string()));
    }
    verdicts
}

#[tokio::test(start_paused = true)]
async fn the_right_answer_is_believed_and_what_follows_it_is_kept() {
    for verdict in asked(&[OPENED.as_bytes(), HELLO], false).await {
        let mut answer = verdict.unwrap();
        while answer.rest.len() < HELLO.len() {
            let more = answer.stream.read_buf(&mut answer.rest);
            assert_ne!(within("the greeting", more).await.unwrap(), 0);
        }
        assert_eq!(answer.rest, HELLO);
    }
}

#[tokio::test(start_paused = true)]
async fn every_other_answer_is_refused_with_its_reason() {
    let with = |field: &str| {
        OPENED.replacen("Upgrade: ", &format!("{field}\r\nUpgrade: "), 1)
    };
    let without = |field: &str| {
        let start = OPENED.find(field).unwrap();
        let end = start + OPENED[start..].find('\n').unwrap() + 1;
        format!("{}{}", &OPENED[..start], &OPENED[end..])
    };
    let not_ours = "not the answer to our key";
    let not_ws = "101, but not to a WebSocket";
    for (answer, why) in [
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".to_string(),
            "status 200",
        ),
        ("HTTP/1.1 403 Forbidden\r\n\r\n".to_string(), "status 403"),
        ("HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n".into(), "status 301"),
        (handshake(), "that is no answer"),
        (OPENED.replace(": websocket", ": h2c"), not_ws),
        (without("Upgrade: "), not_ws),
        (without("Connection: "), not_ws),
        (without("Sec-WebSocket-Accept: "), not_ours),
        (OPENED.replace(ACCEPT, KEY), not_ours),
        (OPENED.replace(ACCEPT, &ACCEPT.to_uppercase()), not_ours),
        (with(&format!("Sec-WebSocket-Accept: {ACCEPT}")), not_ours),
        (
            with("Sec-WebSocket-Protocol: chat"),
            "sec-websocket-protocol, which we have not offered",
        ),
        (
            with("Sec-WebSocket-Extensions: permessage-deflate"),
            "sec-websocket-extensions, which we have not offered",
        ),
        ("\x01\x02\r\n\r\n".to_string(), "no start line of HTTP/1.1"),
        ("HTTP/1.1 101".to_string(), "finished 12 bytes into a message"),
    ] {
        for verdict in asked(&[answer.as_bytes()], true).await {
            assert_eq!(verdict.err().unwrap(), why, "{answer}");
        }
    }
}

#[test]
fn the_words_of_an_answer_count_in_any_case() {
    let mut heads = request::HeadDecoder::new(request::Limits::default());
    let text = OPENED
        .replace(": websocket", ": WEBSOCKET")
        .replace("Connection: Upgrade", "connection: x, upgrade");
    let head = heads.decode(&mut text[..].into()).unwrap().unwrap();
    assert_eq!(check(&head, KEY), Ok(()));
    assert_ne!(check(&head, &upgrade::fresh_key()), Ok(()));
}

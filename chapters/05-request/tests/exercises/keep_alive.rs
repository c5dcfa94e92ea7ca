//! 05.4: keep the connection alive.

use bytes::BytesMut;
use kit::{Delivery, deliveries, send, spawn, within};
use request::{Decoder, Limits};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wiretap::{MemoryStream, pair};

use crate::keep_alive::serve;

const ONE: &[u8] = b"GET /one HTTP/1.1\r\nHost: a\r\n\r\n";
const TWO: &[u8] = b"GET /two HTTP/1.1\r\nHost: a\r\n\r\n";
const LAST: &[u8] =
    b"GET /last HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n";

#[exercise::check(keep_alive)]
#[tokio::test(start_paused = true)]
async fn ex_05_4_every_request_is_answered_in_order() {
    for delivery in deliveries(&[ONE, TWO, ONE]) {
        let mut client = served();
        give(&mut client, &delivery).await;
        client.shutdown().await.unwrap();
        let answers = answers(&mut client, "the server's end").await;
        expect(
            &delivery,
            "GET /one, GET /two, GET /one, and then the client's end",
            &answers,
            &["/one", "/two", "/one"],
        );
    }
}

#[exercise::check(keep_alive)]
#[tokio::test(start_paused = true)]
async fn ex_05_4_after_connection_close_the_server_finishes() {
    for delivery in deliveries(&[ONE, LAST, TWO]) {
        let mut client = served();
        give(&mut client, &delivery).await;
        let what = "the server to finish after `Connection: Close` (hint 3)";
        let answers = answers(&mut client, what).await;
        expect(
            &delivery,
            "GET /one, GET /last with `Connection: Close`, GET /two",
            &answers,
            &["/one", "/last"],
        );
    }
}

#[track_caller]
fn expect(
    delivery: &Delivery,
    sent: &str,
    answers: &[String],
    expected: &[&str],
) {
    if answers == expected {
        return;
    }
    let question = if answers.len() > expected.len() {
        "Nothing may be answered behind the request that asked for the end \
         (hint 3)."
    } else if answers.len() == 1 {
        "After the first answer, is there anything to hang up for? If you go \
         on: what else has the same read brought? (hint 2)"
    } else {
        "One read may bring several requests. How many of them are taken out \
         before the next read? (hint 2)"
    };
    panic!(
        "sent: {sent}; delivered {}\n  expected answers  {expected:?}\n  \
         got               {answers:?}\n{question}",
        delivery.name
    );
}

/// Whoever has hung up does not take the rest: that is checked elsewhere.
async fn give(client: &mut MemoryStream, delivery: &Delivery) {
    let _ = send(client, delivery).await;
}

/// The bodies of all answers, until the server's end.
async fn answers(client: &mut MemoryStream, what: &str) -> Vec<String> {
    let mut said = Vec::new();
    within(what, client.read_to_end(&mut said)).await.unwrap();
    let mut decoder = Decoder::new(Limits::default());
    let mut buffer = BytesMut::from(&said[..]);
    let next = || {
        let answer = decoder.decode(&mut buffer).expect("an answer")?;
        Some(String::from_utf8_lossy(&answer.body).into_owned())
    };
    std::iter::from_fn(next).collect()
}

fn served() -> MemoryStream {
    let (client, server) = pair();
    spawn(serve(server));
    client
}

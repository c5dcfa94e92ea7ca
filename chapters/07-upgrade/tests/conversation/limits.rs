//! Who is slow, and who does not read.

use std::time::Duration;

use kit::within;
use tokio::io::{AsyncWriteExt, duplex};
use tokio::time::{Instant, sleep}; // allowed: the clock is paused
use upgrade::{Config, Refusal, open};

use crate::request::{handshake, opening, rest, write};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn a_head_that_drips_in_and_never_ends_is_408_after_10_seconds() {
    let (client, opened) = opening(Config::default());
    let start = Instant::now();
    let (mut reads, mut writes) = tokio::io::split(client);
    let drip = kit::spawn(async move {
        // It would be whole after two minutes.
        for byte in handshake().bytes() {
            if writes.write_all(&[byte]).await.is_err() {
                return;
            }
            sleep(SECOND).await;
        }
    });
    let answer = rest(&mut reads).await;
    assert_eq!(start.elapsed(), 10 * SECOND);
    let text = "error: no whole head within 10s\n";
    let expected = format!(
        "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\
         Content-Length: {}\r\n\r\n{text}",
        text.len()
    );
    assert_eq!(answer, expected);
    // Nor can it hold us by dripping on: its connection is closed.
    let refusal = within("the verdict", opened).await.unwrap().err().unwrap();
    assert!(matches!(refusal, Refusal::TooSlow { .. }), "{refusal}");
    assert_eq!(start.elapsed(), 20 * SECOND);
    drip.abort();
}

#[tokio::test(start_paused = true)]
async fn silence_is_408_as_well() {
    let patience = 3 * SECOND;
    let (mut client, _) = opening(Config { patience, ..Config::default() });
    let start = Instant::now();
    let answer = rest(&mut client).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.ends_with("error: no whole head within 3s\n"), "{answer}");
    assert_eq!(start.elapsed(), patience);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_never_reads_its_101_is_given_up_after_10_seconds() {
    // There is room for half of the answer between them.
    let (mut client, server) = duplex(64);
    let opened =
        kit::spawn(
            async move { open(&Config::default(), server).await.map(drop) },
        );
    let start = Instant::now();
    write(&mut client, handshake().as_bytes()).await;
    let refusal = within("the verdict", opened).await.unwrap().err().unwrap();
    assert_eq!(start.elapsed(), 10 * SECOND);
    let Refusal::Http(request::Error::Io(error)) = refusal else {
        panic!("{refusal}");
    };
    assert_eq!(error.kind(), std::io::ErrorKind::TimedOut);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_never_reads_its_refusal_is_given_up_too() {
    let (mut client, server) = duplex(64);
    let opened =
        kit::spawn(
            async move { open(&Config::default(), server).await.map(drop) },
        );
    let start = Instant::now();
    write(&mut client, b"hello\r\n\r\n").await;
    let refusal = within("the verdict", opened).await.unwrap().err().unwrap();
    assert_eq!(refusal.status(), Some(("400 Bad Request", "")));
    assert_eq!(start.elapsed(), 10 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_refused_and_sends_on_reads_why_however_much_it_is() {
    let (mut client, opened) = opening(Config::default());
    let start = Instant::now();
    write(&mut client, b"hello\r\n\r\n").await;
    let answer = rest(&mut client).await;
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    while client.write_all(&[b'x'; 100_000]).await.is_ok() {
        sleep(SECOND / 10).await;
    }
    let after = start.elapsed();
    assert!((10 * SECOND..11 * SECOND).contains(&after), "{after:?}");
    within("the verdict", opened).await.unwrap().err().unwrap();
}

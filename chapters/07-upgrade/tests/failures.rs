//! Chapter 07's column in the matrix of failures: each cell is what happened.

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/request.rs"]
mod request;

use std::time::Duration;

use kit::{deliveries, send, spawn, trouble, within};
use request::{MASKED, OPENED, handshake, opening, read, rest};
use tokio::io::AsyncWriteExt;
use tokio::time::Instant;
use upgrade::{Config, greet, open};
use wiretap::{MemoryStream, pair};

#[tokio::test(start_paused = true)]
async fn what_chapter_07_does_when_things_go_wrong() {
    let mut cells = Vec::new();
    let head = handshake();
    for delivery in &deliveries(&[head.as_bytes(), MASKED])[..3] {
        let (mut client, opened) = opening(Config::default());
        send(&mut client, delivery).await.unwrap();
        client.shutdown().await.unwrap();
        assert_eq!(read(&mut client, OPENED.len()).await, OPENED);
        let opened = within("it to open", opened).await.unwrap().unwrap();
        let (mut stream, mut behind) = (opened.stream, opened.rest.to_vec());
        behind.extend(trouble::rest(&mut stream).await);
        assert_eq!(behind, MASKED);
        let size = behind.len();
        cells.push(format!("opens; the {size} bytes behind are there"));
    }
    cells.push(end_by(drop).await);
    cells.push(end_by(trouble::reset).await);
    cells.push(silence().await);
    cells.push(never_reads().await);
    cells.push(flood().await);
    kit::pin!("failures-of-upgrade", kit::failures(&cells));
}

/// What becomes of a handshake that stops in the middle, and ends so.
async fn end_by(end: impl FnOnce(MemoryStream)) -> String {
    let (mut client, opened) = opening(Config::default());
    client.write_all(&handshake().as_bytes()[..10]).await.unwrap();
    tokio::task::yield_now().await;
    end(client);
    trouble::verdict(opened).await
}

async fn silence() -> String {
    let (mut client, _opened) = opening(Config::default());
    let start = Instant::now();
    client.write_all(&handshake().as_bytes()[..10]).await.unwrap();
    let status = status(&rest(&mut client).await);
    format!("says `{status}` after {} s", start.elapsed().as_secs())
}

async fn never_reads() -> String {
    let (mut client, server) = pair();
    let talk = spawn(async move {
        greet(open(&Config::default(), server).await.unwrap()).await
    });
    let start = Instant::now();
    client.write_all(handshake().as_bytes()).await.unwrap();
    let flood = async {
        while client.write_all(MASKED).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(100)).await; // allowed: the clock is paused
        }
    };
    within("the server's end", flood).await;
    let _ = within("its end", talk).await.unwrap();
    let seconds = start.elapsed().as_secs();
    format!("opens; hears it all out, ends after {seconds} s")
}

async fn flood() -> String {
    let (client, _opened) = opening(Config::default());
    let (_, said) = trouble::flood(client).await;
    format!("says `{}`, ends", status(&String::from_utf8_lossy(&said)))
}

fn status(answer: &str) -> String {
    let first = answer.lines().next().unwrap_or_default();
    first.trim_start_matches("HTTP/1.1 ").to_string()
}

//! Chapter 03's column in the matrix of failures: each cell is what happened.

use framing::{Config, answer};
use kit::trouble::{self, rest};
use kit::{deliveries, readable, send, spawn, within};
use tokio::io::AsyncWriteExt;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use wiretap::{MemoryStream, pair};

type Ended = Result<(), framing::Error>;

#[tokio::test(start_paused = true)]
async fn what_chapter_03_does_when_things_go_wrong() {
    let mut cells = Vec::new();
    let two_pings = deliveries(&[b"ping\n", b"ping\n"]);
    for delivery in &two_pings[..3] {
        let (mut client, _server) = served();
        send(&mut client, delivery).await.unwrap();
        client.shutdown().await.unwrap();
        let pongs = rest(&mut client).await.len() / b"pong\n".len();
        cells.push(format!("{pongs} pongs for 2 pings"));
    }
    cells.push(end_by(drop).await);
    cells.push(end_by(trouble::reset).await);
    cells.push(silence().await);
    cells.push(never_reads().await);
    cells.push(flood().await);
    kit::pin!("failures-of-framing", kit::failures(&cells));
}

/// What becomes of the conversation when its client says `pi` and ends so.
async fn end_by(end: impl FnOnce(MemoryStream)) -> String {
    let (mut client, server) = served();
    client.write_all(b"pi").await.unwrap();
    tokio::task::yield_now().await;
    end(client);
    trouble::verdict(server).await
}

async fn silence() -> String {
    let (mut client, _server) = served();
    client.write_all(b"pi").await.unwrap();
    let start = Instant::now();
    let said = rest(&mut client).await;
    let after = start.elapsed().as_secs();
    format!("says `{}` after {after} s, ends", readable(said.trim_ascii_end()))
}

async fn never_reads() -> String {
    let (mut client, server) = served();
    let start = Instant::now();
    trouble::never_reads(&mut client, b"ping\n").await;
    let ended = within("its verdict", server).await.unwrap();
    let after = start.elapsed().as_secs();
    format!("stops reading, ends after {after} s: {}", ended.unwrap_err())
}

async fn flood() -> String {
    let (client, _server) = served();
    let (taken, said) = trouble::flood(client).await;
    taken.unwrap();
    format!("says `{}`, ends", readable(said.trim_ascii_end()))
}

fn served() -> (MemoryStream, JoinHandle<Ended>) {
    let (client, server) = pair();
    let answering = async move { answer(&Config::default(), server).await };
    (client, spawn(answering))
}

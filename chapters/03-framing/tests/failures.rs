//! Chapter 03's column in the matrix of failures: each cell is what happened.

use std::time::Duration;

use framing::{Config, answer};
use kit::{deliveries, readable, send, spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt, split};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};
use wiretap::{MemoryStream, Stream, pair};

const HOUR: Duration = Duration::from_secs(3600);

type Ended = Result<(), framing::Error>;

#[tokio::test(start_paused = true)]
async fn what_chapter_03_does_when_things_go_wrong() {
    let mut cells = Vec::new();
    let two_pings = deliveries(&[b"ping\n", b"ping\n"]);
    for delivery in &two_pings[..3] {
        let (mut client, _server) = served();
        send(&mut client, delivery).await.unwrap();
        client.shutdown().await.unwrap();
        let pongs = said(&mut client).await.len() / b"pong\n".len();
        cells.push(format!("{pongs} pongs for 2 pings"));
    }
    cells.push(end_by(drop).await);
    cells.push(
        end_by(|client| {
            client.reset();
            drop(client);
        })
        .await,
    );
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
    match timeout(HOUR, server).await {
        Ok(Ok(Ok(()))) => "ends".to_string(),
        Ok(Ok(Err(error))) => format!("ends: {error}"),
        Ok(Err(panic)) => format!("panics: {panic}"),
        Err(_) => "waits for ever".to_string(),
    }
}

async fn silence() -> String {
    let (mut client, _server) = served();
    client.write_all(b"pi").await.unwrap();
    let start = Instant::now();
    let said = said(&mut client).await;
    let after = start.elapsed().as_secs();
    format!("says `{}` after {after} s, ends", readable(said.trim_ascii_end()))
}

async fn never_reads() -> String {
    let (mut client, server) = served();
    let flood = async {
        let mut taken = 0;
        while let Ok(size) = client.write(b"ping\n").await {
            taken += size;
            assert!(taken < 10_000_000, "it takes whatever comes");
        }
    };
    let start = Instant::now();
    // The server's end breaks the client's write.
    within("the server's end", flood).await;
    let ended = within("its verdict", server).await.unwrap();
    let after = start.elapsed().as_secs();
    format!("stops reading, ends after {after} s: {}", ended.unwrap_err())
}

async fn flood() -> String {
    let (client, _server) = served();
    let (mut reads, mut writes) = split(client);
    spawn(async move {
        writes.write_all(&[b'p'; 1_000_000]).await.unwrap();
        writes.shutdown().await.unwrap();
    });
    let mut said = Vec::new();
    let read = reads.read_to_end(&mut said);
    within("the server's end", read).await.unwrap();
    format!("says `{}`, ends", readable(said.trim_ascii_end()))
}

fn served() -> (MemoryStream, JoinHandle<Ended>) {
    let (client, server) = pair();
    let answering = async move { answer(&Config::default(), server).await };
    (client, spawn(answering))
}

async fn said(client: &mut MemoryStream) -> Vec<u8> {
    let mut said = Vec::new();
    let read = client.read_to_end(&mut said);
    within("the server's end", read).await.unwrap();
    said
}

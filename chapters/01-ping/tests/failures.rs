//! Chapter 01's column in the matrix of failures: each cell is what happened.

use std::time::Duration;

use kit::{deliveries, send, spawn, trouble, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;
use wiretap::{MemoryStream, pair};

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test(start_paused = true)]
async fn what_chapter_01_does_when_things_go_wrong() {
    let mut cells = Vec::new();
    let two_pings = deliveries(&[b"ping", b"ping"]);
    for delivery in &two_pings[..3] {
        let (mut client, server) = pair();
        spawn(ping::answer(server));
        send(&mut client, delivery).await.unwrap();
        client.shutdown().await.unwrap();
        cells.push(match pongs(&mut client).await {
            2 => "2 pongs for 2 pings".to_string(),
            1 => "1 pong for 2 pings: see 03".to_string(),
            n => format!("{n} pongs for 2 pings: see 03"),
        });
    }
    cells.push(end_by(drop).await);
    cells.push(end_by(trouble::reset).await);
    cells.push(end_by(std::mem::forget).await);
    cells.push(never_reads().await);
    cells.push(flood().await);
    kit::pin!("failures-of-ping", kit::failures(&cells));
}

/// What becomes of the conversation when its client says `pi` and ends so.
async fn end_by(end: impl FnOnce(MemoryStream)) -> String {
    let (mut client, server) = pair();
    // The kind alone: an error's number is a system's.
    let server = spawn(async move {
        ping::answer(server).await.map_err(|error| error.kind())
    });
    client.write_all(b"pi").await.unwrap();
    within("the pong", client.read(&mut [0; 8])).await.unwrap();
    end(client);
    let verdict = trouble::verdict(server).await;
    verdict.replace("waits for ever", "waits for ever: see 03")
}

async fn never_reads() -> String {
    let (mut client, server) = pair();
    let server = spawn(ping::answer(server));
    let mut taken = 0;
    while let Ok(written) = timeout(HOUR, client.write(b"ping")).await {
        taken += written.unwrap();
        assert!(taken < 10_000_000, "it takes whatever comes");
    }
    assert!(!server.is_finished());
    "stops reading, for ever: see 04".to_string()
}

async fn flood() -> String {
    let (client, server) = pair();
    spawn(ping::answer(server));
    let (taken, answers) = trouble::flood(client).await;
    taken.unwrap();
    assert!(answers.ends_with(b"pong\n"));
    "holds".to_string()
}

async fn pongs(client: &mut MemoryStream) -> usize {
    trouble::rest(client).await.len() / b"pong\n".len()
}

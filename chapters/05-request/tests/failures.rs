//! Chapter 05's column in the matrix of failures: each cell is what happened.

use kit::{deliveries, readable, send, spawn, trouble, within};
use request::{Config, answer};
use tokio::io::AsyncWriteExt;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use wiretap::{MemoryStream, pair};

const PING: &[u8] = b"GET /ping HTTP/1.1\r\nHost: a\r\n\r\n";

#[tokio::test(start_paused = true)]
async fn what_chapter_05_does_when_things_go_wrong() {
    let mut cells = Vec::new();
    for delivery in &deliveries(&[PING, PING])[..3] {
        let (mut client, _server) = served();
        send(&mut client, delivery).await.unwrap();
        client.shutdown().await.unwrap();
        let pongs = said(&mut client).await.matches("pong").count();
        cells.push(format!("{pongs} pongs for 2 pings"));
    }
    cells.push(end_by(drop).await);
    cells.push(end_by(trouble::reset).await);
    cells.push(silence().await);
    cells.push(never_reads().await);
    cells.push(flood().await);
    kit::pin!("failures-of-request", kit::failures(&cells));
}

/// What becomes of the conversation when its client says half and ends so.
async fn end_by(end: impl FnOnce(MemoryStream)) -> String {
    let (mut client, server) = served();
    client.write_all(&PING[..10]).await.unwrap();
    tokio::task::yield_now().await;
    end(client);
    trouble::verdict(server).await
}

async fn silence() -> String {
    let (mut client, server) = served();
    client.write_all(&PING[..10]).await.unwrap();
    let start = Instant::now();
    let said = said(&mut client).await;
    assert_eq!(said, "");
    let error = within("its verdict", server).await.unwrap().unwrap_err();
    let after = start.elapsed().as_secs();
    assert!(error.is_timeout(), "{error}");
    format!("hangs up after {after} s")
}

async fn never_reads() -> String {
    let (mut client, server) = served();
    let start = Instant::now();
    trouble::never_reads(&mut client, PING).await;
    let _ = within("its verdict", server).await.unwrap();
    let after = start.elapsed().as_secs();
    format!("stops reading, ends after {after} s")
}

async fn flood() -> String {
    let (client, _server) = served();
    let (_, said) = trouble::flood(client).await;
    let said = readable(&said);
    let status = said.split("\\r").next().unwrap().split_once(' ');
    format!("says `{}`, ends", status.map_or("", |(_, status)| status))
}

fn served() -> (MemoryStream, JoinHandle<hyper::Result<()>>) {
    let (client, server) = pair();
    let answering = async move { answer(&Config::default(), server).await };
    (client, spawn(answering))
}

async fn said(client: &mut MemoryStream) -> String {
    readable(&trouble::rest(client).await)
}

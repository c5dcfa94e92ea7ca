//! Chapter 08's column in the matrix of failures: each cell is what happened.

use frame::{Close, Config, Error, Header, echo};
use kit::trouble::{self, rest};
use kit::{deliveries, send, spawn, within};
use tokio::io::AsyncWriteExt;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use upgrade::ask;
use wiretap::{MemoryStream, pair};

/// `ping`, with a key of zeros.
const PING: &[u8] = b"\x81\x84\0\0\0\0ping";
const PONG: &[u8] = b"\x81\x04ping";

#[tokio::test(start_paused = true)]
async fn what_chapter_08_does_when_things_go_wrong() {
    let mut cells = Vec::new();
    for delivery in &deliveries(&[PING, PING])[..3] {
        let (mut client, _server) = opened().await;
        send(&mut client, delivery).await.unwrap();
        client.shutdown().await.unwrap();
        let said = rest(&mut client).await;
        assert_eq!(said, PONG.repeat(2));
        let echoes = said.len() / PONG.len();
        cells.push(format!("{echoes} echoes of 2 messages"));
    }
    cells.push(end_by(drop).await);
    cells.push(end_by(trouble::reset).await);
    cells.push(silence().await);
    cells.push(never_reads().await);
    cells.push(flood().await);
    kit::pin!("failures-of-frame", kit::failures(&cells));
}

/// What becomes of the conversation when its client says half and ends so.
async fn end_by(end: impl FnOnce(MemoryStream)) -> String {
    let (mut client, server) = opened().await;
    client.write_all(&PING[..8]).await.unwrap();
    tokio::task::yield_now().await;
    end(client);
    trouble::verdict(server).await
}

async fn silence() -> String {
    let (mut client, _server) = opened().await;
    client.write_all(&PING[..8]).await.unwrap();
    let start = Instant::now();
    let told = told(&rest(&mut client).await);
    format!("says {told} after {} s, ends", start.elapsed().as_secs())
}

async fn never_reads() -> String {
    let (mut client, server) = opened().await;
    let start = Instant::now();
    trouble::never_reads(&mut client, PING).await;
    let ended = within("its verdict", server).await.unwrap();
    assert!(matches!(ended, Err(Error::Io(_))), "{ended:?}");
    let after = start.elapsed().as_secs();
    format!("stops reading, ends after {after} s")
}

async fn flood() -> String {
    let (client, _server) = opened().await;
    let (_, said) = trouble::flood(client).await;
    format!("says {}, ends", told(&said))
}

/// A close frame, in words.
fn told(bytes: &[u8]) -> String {
    let (_, size) = Header::decode(bytes).unwrap().unwrap();
    let close = Close::decode(&bytes[size..]).unwrap().unwrap();
    format!("{} `{}`", close.code, close.reason)
}

type Server = JoinHandle<Result<(), Error>>;

async fn opened() -> (MemoryStream, Server) {
    let (client, stream) = pair();
    let config = Config::default();
    let serving =
        async move { echo(&config, stream, std::future::pending()).await };
    let server = spawn(serving);
    let asked = ask(client, "localhost", "/", "dGhlIHNhbXBsZSBub25jZQ==");
    let answer = within("the handshake", asked).await;
    (answer.unwrap().stream, server)
}

//! The matrix of failures: the troubles that each chapter meets, made in the
//! same way for all of them, over a wire in memory.

use std::fmt::Display;
use std::io;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, split};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use wiretap::Stream;

use crate::within;

/// Longer than any chapter's patience.
const HOUR: Duration = Duration::from_secs(3600);
/// More than all buffers of a conversation hold together.
const TOO_MUCH: usize = 10_000_000;

/// The rows of the matrix of failures: a chapter's test has a cell in each.
pub const TROUBLE: [&str; 8] = [
    "whole",
    "sliced",
    "merged",
    "fin",
    "rst",
    "silence",
    "never-reads",
    "flood",
];

/// One chapter's cells in the matrix of failures, in the order of
/// `TROUBLE`, each to be included by its name.
pub fn failures(cells: &[String]) -> String {
    assert_eq!(cells.len(), TROUBLE.len(), "a cell for each trouble");
    let named = TROUBLE.iter().zip(cells);
    let lines = named.map(|(name, cell)| {
        format!("ANCHOR: {name}\n{cell}\nANCHOR_END: {name}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Ends a connection with a RST.
pub fn reset(stream: impl Stream) {
    stream.reset();
}

/// What a server came to when its client was in trouble: how it ended, or
/// that it did not.
pub async fn verdict<T, E: Display>(
    server: JoinHandle<Result<T, E>>,
) -> String {
    match timeout(HOUR, server).await {
        Ok(Ok(Ok(_))) => "ends".to_string(),
        Ok(Ok(Err(error))) => format!("ends: {error}"),
        Ok(Err(panic)) => format!("panics: {panic}"),
        Err(_) => "waits for ever".to_string(),
    }
}

/// Writes `message` again and again and never reads, until the server hangs
/// up. A server that takes whatever comes is a fault.
pub async fn never_reads(
    client: &mut (impl AsyncWrite + Unpin),
    message: &[u8],
) {
    let flood = async {
        let mut taken = 0;
        while let Ok(size) = client.write(message).await {
            taken += size;
            assert!(taken < TOO_MUCH, "it takes whatever comes");
        }
    };
    within("the server's end", flood).await;
}

/// Sends a million bytes that are no whole message, finishes, and reads at
/// the same time: whether all was taken, and all that was said.
pub async fn flood(
    client: impl AsyncRead + AsyncWrite + Unpin,
) -> (io::Result<()>, Vec<u8>) {
    let (mut reads, mut writes) = split(client);
    let sending = async {
        writes.write_all(&[b'p'; 1_000_000]).await?;
        writes.shutdown().await
    };
    let both = async { tokio::join!(sending, rest(&mut reads)) };
    within("the flood's end", both).await
}

/// All that is still said, until the server's end.
pub async fn rest(client: &mut (impl AsyncRead + Unpin)) -> Vec<u8> {
    let mut rest = Vec::new();
    let read = client.read_to_end(&mut rest);
    within("the server's end", read).await.unwrap();
    rest
}

// ANCHOR: all
//! The client's side: a ping every so often, and every message that comes.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::{Instant, interval_at};

use crate::Lines;

/// The longest line that a server may send, in bytes: not every server is
/// well-behaved either.
const MAX_SIZE: usize = 1024;

// ANCHOR: ask
/// Says `ping` every `every` and prints each message that comes back, until
/// `count` of them were `pong` (without a count: for ever).
///
/// # Errors
/// When the connection breaks, or the server closes it before the last pong.
pub async fn ask(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    every: Duration,
    count: Option<u64>,
) -> io::Result<()> {
    let mut ticks = interval_at(Instant::now() + every, every);
    let mut lines = Lines::new(stream, MAX_SIZE);
    let mut pongs = 0;
    while count != Some(pongs) {
        tokio::select! {
            _ = ticks.tick() => lines.send("ping").await?,
            // A tick drops this future, perhaps in the middle of a line.
            // That loses nothing: `next` is cancel safe.
            line = lines.next() => match line? {
                Some(line) => {
                    println!("client got data {line}");
                    pongs += u64::from(line == "pong");
                }
                None => return Err(io::Error::new(
                    io::ErrorKind::UnexpectedEof,
                    "the server has closed the connection",
                )),
            }
        }
    }
    Ok(())
}
// ANCHOR_END: ask
// ANCHOR_END: all

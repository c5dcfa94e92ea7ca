// ANCHOR: all
//! The client's side: a ping every so often, and what comes back.

use std::io::{self, ErrorKind};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::{Instant, MissedTickBehavior, interval_at};

// ANCHOR: ask
/// Writes `ping` every `every` and prints what is read, until `count` reads
/// have brought something (without a count: for ever).
///
/// # Errors
/// When the connection breaks, or the server closes it before the last pong.
pub async fn ask(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    every: Duration,
    count: Option<u64>,
) -> io::Result<()> {
    // `interval` would tick at once; `setInterval` waits first, and so do we.
    let mut ticks = interval_at(Instant::now() + every, every);
    // A machine that was busy does not make up for pings that it missed.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut buffer = [0; 1024];
    let mut pongs = 0;
    while count != Some(pongs) {
        tokio::select! {
            _ = ticks.tick() => {
                stream.write_all(b"ping").await.map_err(explained)?;
            }
            size = stream.read(&mut buffer) => {
                let size = size.map_err(explained)?;
                if size == 0 {
                    return Err(io::Error::new(
                        ErrorKind::UnexpectedEof,
                        "the server has closed the connection",
                    ));
                }
                let text = String::from_utf8_lossy(&buffer[..size]);
                println!("client got data {text}");
                pongs += 1;
            }
        }
    }
    Ok(())
}
// ANCHOR_END: ask

/// The commonest end, in words that are the same on every system.
fn explained(error: io::Error) -> io::Error {
    match error.kind() {
        kind @ (ErrorKind::ConnectionReset | ErrorKind::BrokenPipe) => {
            io::Error::new(kind, "the connection was reset (ECONNRESET)")
        }
        _ => error,
    }
}
// ANCHOR_END: all

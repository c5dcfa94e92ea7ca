// ANCHOR: all
//! A client for lines, for those who have no `nc`.

use std::io::{self, BufRead, Write};
use std::thread;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, split};
use tokio::sync::mpsc;

/// Sends what comes from `typed` and shows what comes from the room. At the
/// end of `typed` it says that it will write no more, and reads on until the
/// room has finished too: so nothing that was said to us is lost.
///
/// # Errors
/// When the connection breaks, or nothing can be shown any more.
pub async fn chat(
    stream: impl AsyncRead + AsyncWrite,
    mut typed: mpsc::Receiver<Vec<u8>>,
    mut screen: impl Write,
) -> io::Result<()> {
    let (mut reader, mut writer) = split(stream);
    let up = async {
        while let Some(line) = typed.recv().await {
            writer.write_all(&line).await?;
        }
        writer.shutdown().await
    };
    let down = async {
        let mut buffer = [0; 4096];
        loop {
            let size = reader.read(&mut buffer).await?;
            if size == 0 {
                return Ok(());
            }
            screen.write_all(&buffer[..size])?;
            screen.flush()?;
        }
    };
    tokio::pin!(down);
    tokio::select! {
        done = &mut down => done,
        // Whether writing went well or not, what was sent to us still counts.
        _ = up => down.await,
    }
}

/// What is typed, line by line.
///
/// A read from the keyboard cannot be cancelled, so it has a thread of its
/// own, which nobody waits for when the program ends.
pub fn keyboard() -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel(1);
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        loop {
            let mut line = Vec::new();
            match input.read_until(b'\n', &mut line) {
                Ok(1..) => {}
                Ok(0) | Err(_) => return,
            }
            if !line.ends_with(b"\n") {
                line.push(b'\n'); // a last line without an end is meant, too
            }
            if sender.blocking_send(line).is_err() {
                return;
            }
        }
    });
    receiver
}
// ANCHOR_END: all

// ANCHOR: all
//! A client for lines, for those who have no `nc`.

use std::io::{self, BufRead, Write};
use std::thread;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, split};
use tokio::sync::mpsc;

use crate::GOODBYE;

/// Sends what comes from `typed` and shows what comes from the room. At the
/// end of `typed` it says that it will write no more, and reads on until the
/// room has finished too: so nothing that was said to us is lost.
///
/// # Errors
/// [`io::ErrorKind::UnexpectedEof`] when the room has finished first, and
/// not with its goodbye. Others when the connection breaks, or nothing can
/// be shown any more.
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
    // Reads until the end; whether the room's goodbye came right before it.
    let down = async {
        let goodbye = format!("\n{GOODBYE}\n");
        let mut end = "\n".as_bytes().to_vec(); // of all that was shown
        let mut buffer = [0; 4096];
        loop {
            let size = reader.read(&mut buffer).await?;
            if size == 0 {
                return io::Result::Ok(end == goodbye.as_bytes());
            }
            screen.write_all(&buffer[..size])?;
            screen.flush()?;
            end.extend_from_slice(&buffer[..size]);
            end.drain(..end.len().saturating_sub(goodbye.len()));
        }
    };
    tokio::pin!(down);
    let (goodbye, finished) = tokio::select! {
        goodbye = &mut down => (goodbye?, false),
        // Whether writing went well or not, what was sent to us still counts.
        sent = up => (down.await?, sent.is_ok()),
    };
    match goodbye || finished {
        true => Ok(()),
        false => Err(io::Error::new(
            io::ErrorKind::UnexpectedEof,
            "the room has closed the connection",
        )),
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

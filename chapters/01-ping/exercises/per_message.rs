//! Exercise 01.4: a pong per ping (repair, 15 minutes).
//!
//! Page: "A socket, a port, an endpoint", section *Your turn*.
//!
//! This is the server of chapter 01: it answers each read. Mend it, so that
//! it answers each `ping`, whatever pieces the bytes come in. Every message
//! is the four bytes `ping`: nothing stands between two of them.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Answers each `ping` with one `pong\n`, until the client has finished.
pub async fn answer(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
) -> io::Result<()> {
    // Delete the next line, then mend what follows.
    kit::not_yet!("01.4 answer each ping, not each read");
    let mut buffer = [0; 1024];
    loop {
        let size = stream.read(&mut buffer).await?;
        if size == 0 {
            return Ok(());
        }
        stream.write_all(b"pong\n").await?;
    }
}

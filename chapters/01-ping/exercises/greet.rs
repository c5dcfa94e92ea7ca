//! Exercise 01.2: the server speaks first (extend, 10 minutes).
//!
//! Page: "A socket, a port, an endpoint", section *Your turn*.
//!
//! In our ping/pong the client speaks first. TCP does not ask for that: once
//! the connection stands, either side may write. Mail servers greet whoever
//! connects. Let ours say `hello\n` at once, and then answer each read with
//! `pong\n` until the client has finished.

use std::io;

// The two that end in `Ext` bring `read` and `write_all` along.
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Greets, then answers every read with a pong.
pub async fn greet(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
) -> io::Result<()> {
    kit::not_yet!("01.2 write hello, then answer as chapter 01's server does")
}

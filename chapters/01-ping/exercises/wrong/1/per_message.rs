//! Misconception: a read that does not hold exactly `ping` can be thrown
//! away.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

pub async fn answer(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
) -> io::Result<()> {
    let mut buffer = [0; 1024];
    loop {
        let size = stream.read(&mut buffer).await?;
        if size == 0 {
            return Ok(());
        }
        if &buffer[..size] == b"ping" {
            stream.write_all(b"pong\n").await?;
        }
    }
}

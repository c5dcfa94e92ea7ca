//! Misconception: a server may only answer, so the greeting waits for the
//! first request.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

pub async fn greet(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
) -> io::Result<()> {
    let mut buffer = [0; 1024];
    let mut greeted = false;
    while stream.read(&mut buffer).await? > 0 {
        if !greeted {
            stream.write_all(b"hello\n").await?;
            greeted = true;
        }
        stream.write_all(b"pong\n").await?;
    }
    Ok(())
}

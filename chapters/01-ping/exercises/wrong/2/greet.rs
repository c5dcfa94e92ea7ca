//! Misconception: a read of 0 bytes means "nothing yet", so ask again.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

pub async fn greet(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
) -> io::Result<()> {
    stream.write_all(b"hello\n").await?;
    let mut buffer = [0; 1024];
    loop {
        let size = stream.read(&mut buffer).await?;
        if size == 0 {
            tokio::task::yield_now().await;
            continue;
        }
        stream.write_all(b"pong\n").await?;
    }
}

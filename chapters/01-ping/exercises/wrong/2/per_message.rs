//! Misconception: it is enough to divide each read by four: what is left
//! over at the end of a read is forgotten.

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
        for _ in 0..size / b"ping".len() {
            stream.write_all(b"pong\n").await?;
        }
    }
}

//! Exercise 01.4: a pong per ping.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

pub async fn answer(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
) -> io::Result<()> {
    let mut buffer = [0; 1024];
    // Bytes of a message that has begun and not yet ended.
    let mut begun = 0;
    loop {
        let size = stream.read(&mut buffer).await?;
        if size == 0 {
            return Ok(());
        }
        begun += size;
        while begun >= b"ping".len() {
            begun -= b"ping".len();
            stream.write_all(b"pong\n").await?;
        }
    }
}

//! Misconception: a `BufReader` reads lines and no further, so the rest is
//! still in the stream.

use std::io;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};

pub async fn first_message(
    stream: impl AsyncRead + Unpin,
) -> io::Result<[u8; 7]> {
    let mut lines = BufReader::new(stream);
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        if lines.read_line(&mut line).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    let mut message = [0; 7];
    lines.into_inner().read_exact(&mut message).await?;
    Ok(message)
}

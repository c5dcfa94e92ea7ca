//! Misconception: what is behind the head has come with it, and whole.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt};

pub async fn first_message(
    mut stream: impl AsyncRead + Unpin,
) -> io::Result<[u8; 7]> {
    let mut read = Vec::new();
    loop {
        if stream.read_buf(&mut read).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let end = read.windows(4).position(|four| four == b"\r\n\r\n");
        if let Some(end) = end {
            let mut message = [0; 7];
            let behind = &read[end + 4..];
            let size = behind.len().min(7);
            message[..size].copy_from_slice(&behind[..size]);
            return Ok(message);
        }
    }
}

//! 07.3: what was read stays in the buffer, whoever it belongs to, and reading
//! goes on behind it.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt};

pub async fn first_message(
    mut stream: impl AsyncRead + Unpin,
) -> io::Result<[u8; 7]> {
    let mut read = Vec::new();
    loop {
        let end = read.windows(4).position(|four| four == b"\r\n\r\n");
        let behind = end.and_then(|end| read[end + 4..].first_chunk());
        if let Some(message) = behind {
            return Ok(*message);
        }
        if stream.read_buf(&mut read).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

//! Misconception: whoever reads on will have it in the end.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt};

pub async fn first_message(
    mut stream: impl AsyncRead + Unpin,
) -> io::Result<[u8; 7]> {
    let mut head = Vec::new();
    let at = loop {
        let end = head.windows(4).position(|four| four == b"\r\n\r\n");
        if let Some(end) = end {
            break end + 4;
        }
        if stream.read_buf(&mut head).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    };
    while head.len() < at + 7 {
        stream.read_buf(&mut head).await?;
    }
    let mut message = [0; 7];
    message.copy_from_slice(&head[at..at + 7]);
    Ok(message)
}

//! Misconception: a decoder belongs to a read, and what it has begun is over
//! with it.

use std::io;

use bytes::BytesMut;
use request::{Decoder, Limits, Message, Start};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

pub async fn serve(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
) -> io::Result<()> {
    let mut buffer = BytesMut::new();
    loop {
        let mut decoder = Decoder::new(Limits::default());
        while let Some(request) = decoder.decode(&mut buffer)? {
            stream.write_all(&answer(&request)).await?;
            let mut wishes = request.head.values("connection");
            if wishes.any(|wish| wish.eq_ignore_ascii_case("close")) {
                return stream.shutdown().await;
            }
        }
        if stream.read_buf(&mut buffer).await? == 0 {
            return stream.shutdown().await;
        }
    }
}

fn answer(request: &Message) -> Vec<u8> {
    let body = match &request.head.start {
        Start::Request { target, .. } => target.as_str(),
        Start::Status { .. } => "",
    };
    let size = body.len();
    format!("HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n{body}")
        .into_bytes()
}

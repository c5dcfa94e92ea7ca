//! Exercise 05.4: keep the connection alive (extend, 10 minutes).
//!
//! Page: "What a request costs", section *Your turn*.
//!
//! This server answers one request and hangs up, so that each question costs
//! a handshake. Let it go on:
//!
//! - every request is answered, in order, however the requests arrive;
//! - after the answer to one with the field `Connection: close` (in any
//!   case), the server finishes: no further request is answered;
//! - when the client finishes, so does the server.

use std::io;

use bytes::BytesMut;
use request::{Decoder, Limits, Message, Start};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Answers the requests of one connection.
pub async fn serve(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
) -> io::Result<()> {
    // Delete the next line, then extend what follows.
    kit::not_yet!("05.4 answer more than one request");
    let mut decoder = Decoder::new(Limits::default());
    let mut buffer = BytesMut::new();
    loop {
        if let Some(request) = decoder.decode(&mut buffer)? {
            stream.write_all(&answer(&request)).await?;
            return stream.shutdown().await;
        }
        if stream.read_buf(&mut buffer).await? == 0 {
            return stream.shutdown().await;
        }
    }
}

/// The target of a request, sent back as the answer's body.
fn answer(request: &Message) -> Vec<u8> {
    let body = match &request.head.start {
        Start::Request { target, .. } => target.as_str(),
        Start::Status { .. } => "",
    };
    let size = body.len();
    format!("HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n{body}")
        .into_bytes()
}

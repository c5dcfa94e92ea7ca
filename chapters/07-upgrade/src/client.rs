// ANCHOR: all
//! The client's side of the handshake.

use bytes::BytesMut;
use request::{Error, Head, HeadDecoder, Limits, Start};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use crate::accept_key;
use crate::handshake::{has_word, one};

/// The most bytes that one read takes.
const READ_SIZE: usize = 1024;

/// A connection that the server has opened, and what it has sent already.
#[derive(Debug)]
pub struct Answer<S> {
    /// What it runs on.
    pub stream: S,
    /// The first bytes of the new protocol.
    pub rest: BytesMut,
}

// ANCHOR: request
/// The smallest request for a WebSocket.
pub fn request(host: &str, target: &str, key: &str) -> String {
    format!(
        "GET {target} HTTP/1.1\r\n\
         Host: {host}\r\n\
         Upgrade: websocket\r\n\
         Connection: Upgrade\r\n\
         Sec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: {key}\r\n\
         \r\n"
    )
}

/// Whether the server has understood
/// ([RFC 6455 §4.1](https://www.rfc-editor.org/rfc/rfc6455#section-4.1)).
///
/// # Errors
/// What is wrong with its answer.
pub fn check(head: &Head, key: &str) -> Result<(), String> {
    match head.start {
        Start::Status { code: 101 } => {}
        Start::Status { code } => return Err(format!("status {code}")),
        Start::Request { .. } => return Err("that is no answer".to_string()),
    }
    let upgrade = has_word(head, "upgrade", "websocket");
    if !upgrade || !has_word(head, "connection", "upgrade") {
        return Err("101, but not to a WebSocket".to_string());
    }
    // An answer from a cache, or from somebody who has not read the key.
    if one(head, "sec-websocket-accept") != Some(&accept_key(key)) {
        return Err("not the answer to our key".to_string());
    }
    // We have offered neither, so neither can have been chosen.
    for name in ["sec-websocket-extensions", "sec-websocket-protocol"] {
        if head.values(name).next().is_some() {
            return Err(format!("{name}, which we have not offered"));
        }
    }
    Ok(())
}
// ANCHOR_END: request

/// Asks for a WebSocket.
///
/// # Errors
/// When the connection breaks, or the server refuses: [`check`] says why.
pub async fn ask<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    host: &str,
    target: &str,
    key: &str,
) -> Result<Answer<S>, Error> {
    let request = request(host, target, key);
    stream.write_all(request.as_bytes()).await?;
    stream.flush().await?;
    let mut heads = HeadDecoder::new(Limits::default());
    let mut rest = BytesMut::with_capacity(READ_SIZE);
    loop {
        if let Some(head) = heads.decode(&mut rest)? {
            check(&head, key).map_err(std::io::Error::other)?;
            return Ok(Answer { stream, rest });
        }
        rest.reserve(READ_SIZE);
        if stream.read_buf(&mut rest).await? == 0 {
            return Err(Error::Incomplete { size: rest.len() });
        }
    }
}
// ANCHOR_END: all

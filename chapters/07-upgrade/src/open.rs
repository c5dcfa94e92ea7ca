// ANCHOR: all
//! The handshake on a stream.

use std::io;
use std::time::Duration;

use bytes::BytesMut;
use push::linger;
use request::HeadDecoder;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;

use crate::{Config, Handshake, Refusal};

/// The most bytes that one read takes.
const READ_SIZE: usize = 1024;

// ANCHOR: open
/// A connection that is no longer HTTP's.
#[derive(Debug)]
pub struct Opened<S> {
    /// What it runs on.
    pub stream: S,
    /// What was asked for.
    pub handshake: Handshake,
    /// What the client has sent behind its head already: the first bytes of
    /// the new protocol. Whoever goes on reading from `stream` begins here.
    pub rest: BytesMut,
}

/// Reads a handshake and consents, or refuses and hangs up.
///
/// # Errors
/// Why it was refused. The client has been told.
pub async fn open<S: AsyncRead + AsyncWrite + Unpin>(
    config: &Config,
    mut stream: S,
) -> Result<Opened<S>, Refusal> {
    let limit = config.patience;
    let read = timeout(limit, read(config, &mut stream)).await;
    match read.unwrap_or(Err(Refusal::TooSlow { limit })) {
        Ok((handshake, rest)) => {
            let answer = handshake.answer();
            write(&mut stream, &answer, limit).await?;
            Ok(Opened { stream, handshake, rest })
        }
        Err(refusal) => {
            if let Some(answer) = refusal.answer() {
                hang_up(&mut stream, &answer, limit).await;
            }
            Err(refusal)
        }
    }
}

async fn read(
    config: &Config,
    stream: &mut (impl AsyncRead + Unpin),
) -> Result<(Handshake, BytesMut), Refusal> {
    let mut heads = HeadDecoder::new(config.limits);
    let mut buffer = BytesMut::with_capacity(READ_SIZE);
    loop {
        if let Some(head) = heads.decode(&mut buffer)? {
            return Ok((Handshake::read(&head, &config.origins)?, buffer));
        }
        buffer.reserve(READ_SIZE);
        let read = stream.read_buf(&mut buffer).await;
        if read.map_err(request::Error::Io)? == 0 {
            let size = buffer.len();
            return Err(request::Error::Incomplete { size }.into());
        }
    }
}
// ANCHOR_END: open

async fn write(
    stream: &mut (impl AsyncWrite + Unpin),
    answer: &str,
    limit: Duration,
) -> Result<(), Refusal> {
    let written = async {
        stream.write_all(answer.as_bytes()).await?;
        stream.flush().await
    };
    let late = Err(io::ErrorKind::TimedOut.into());
    let written = timeout(limit, written).await.unwrap_or(late);
    Ok(written.map_err(request::Error::Io)?)
}

// ANCHOR: hang_up
/// Last words. What the client is still sending is read and forgotten
/// (chapter 06's `linger`): a socket that is closed with unread bytes in it
/// sends a RST, and the client would never read why it was refused
/// ([RFC 9112 §9.6](https://www.rfc-editor.org/rfc/rfc9112#section-9.6)).
async fn hang_up(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    answer: &str,
    limit: Duration,
) {
    let goodbye = async {
        stream.write_all(answer.as_bytes()).await?;
        linger(stream, limit).await;
        io::Result::Ok(())
    };
    // A favour: whoever does not take them has had it.
    let _ = timeout(limit, goodbye).await;
}
// ANCHOR_END: hang_up
// ANCHOR_END: all

// ANCHOR: all
//! The client: a question, and the answer to it.

use bytes::BytesMut;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use crate::{Decoder, Error, Limits, Message, Start};

// ANCHOR: client
/// One end of a connection, on which one question after the other is asked.
pub struct Client<S> {
    stream: S,
    decoder: Decoder,
    buffer: BytesMut,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Client<S> {
    /// A client with the default [`Limits`]: not every server is well-behaved
    /// either.
    pub fn new(stream: S) -> Client<S> {
        let decoder = Decoder::new(Limits::default());
        Client { stream, decoder, buffer: BytesMut::new() }
    }

    /// Writes a whole request, in one write, and waits for the answer to it.
    /// Not for `HEAD`: its answer has a length and no body, and only the
    /// request would tell. It waits as long as the server does.
    ///
    /// # Errors
    /// - [`Error::Unasked`] when the server has answered more than it was
    ///   asked: whose answer would the next one be?
    /// - what [`Decoder::decode`] gives;
    /// - [`Error::Incomplete`] when the server finished before the end;
    /// - [`Error::Io`] when the connection broke.
    pub async fn ask(&mut self, request: &[u8]) -> Result<Message, Error> {
        if !self.decoder.is_idle(&self.buffer) {
            return Err(Error::Unasked);
        }
        self.stream.write_all(request).await?;
        self.stream.flush().await?;
        let mut size = self.buffer.len();
        loop {
            if let Some(answer) = self.decoder.decode(&mut self.buffer)? {
                match answer.head.start {
                    // "Go on", "wait": the answer itself is still to come.
                    Start::Status { code: 100 | 102..=199 } => continue,
                    _ => return Ok(answer),
                }
            }
            match self.stream.read_buf(&mut self.buffer).await? {
                0 => return Err(Error::Incomplete { size }),
                more => size += more,
            }
        }
    }
}
// ANCHOR_END: client
// ANCHOR_END: all

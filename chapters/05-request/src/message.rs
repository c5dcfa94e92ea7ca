// ANCHOR: all
//! Whole messages: a head, and the body that it announces.

use bytes::{Bytes, BytesMut};

use crate::{ChunkDecoder, Ending, Error, Head, HeadDecoder};

/// A request or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The first line, and the fields.
    pub head: Head,
    /// What comes behind them, without the frames of the chunks.
    pub body: Bytes,
}

/// What a peer may send. Each limit is checked before anything is kept.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes in a head, line ends counted (8192).
    pub head: usize,
    /// Fields in a head (100).
    pub fields: usize,
    /// Bytes in a body (65536).
    pub body: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { head: 8 * 1024, fields: 100, body: 64 * 1024 }
    }
}

// ANCHOR: decoder
/// Takes bytes, gives messages. It knows no socket.
///
/// ```
/// use request::{Decoder, Limits};
///
/// let mut buffer = "HTTP/1.1 200 OK\r\n\
///                   Content-Length: 4\r\n\
///                   \r\n\
///                   pong".into();
/// let mut decoder = Decoder::new(Limits::default());
/// let answer = decoder.decode(&mut buffer)?.expect("all of it is there");
/// assert_eq!(answer.body, "pong");
/// # Ok::<(), request::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Decoder {
    limits: Limits,
    heads: HeadDecoder,
    /// The head that has come, and what its body is waiting for.
    begun: Option<(Head, Body)>,
}

#[derive(Clone, Debug)]
enum Body {
    Length(usize),
    Chunks(ChunkDecoder),
}

impl Decoder {
    /// A decoder for messages within these limits.
    pub fn new(limits: Limits) -> Decoder {
        Decoder { limits, heads: HeadDecoder::new(limits), begun: None }
    }

    /// Takes the next message out of the buffer. `Ok(None)`: not enough
    /// bytes yet. What follows it stays: another message may be there
    /// already.
    ///
    /// # Errors
    /// What is wrong with it. The conversation is over then, since nobody
    /// can say where the next message begins.
    pub fn decode(
        &mut self,
        buffer: &mut BytesMut,
    ) -> Result<Option<Message>, Error> {
        let (head, mut body) = match self.begun.take() {
            Some(begun) => begun,
            None => match self.heads.decode(buffer)? {
                None => return Ok(None),
                Some(head) => {
                    let body = self.body(head.ending()?)?;
                    (head, body)
                }
            },
        };
        let whole = match &mut body {
            Body::Length(size) if buffer.len() < *size => None,
            Body::Length(size) => Some(buffer.split_to(*size).freeze()),
            Body::Chunks(chunks) => chunks.decode(buffer)?,
        };
        match whole {
            Some(body) => Ok(Some(Message { head, body })),
            None => {
                self.begun = Some((head, body));
                Ok(None)
            }
        }
    }
    // ANCHOR_END: decoder

    /// True between two messages, if no byte of the next one has come: only
    /// then may a peer finish.
    pub fn is_idle(&self, buffer: &BytesMut) -> bool {
        buffer.is_empty() && self.begun.is_none() && self.heads.is_idle()
    }

    fn body(&self, ending: Ending) -> Result<Body, Error> {
        let max_size = self.limits.body;
        match ending {
            Ending::Length(size) if size > max_size => {
                Err(Error::BodyTooLong { max_size })
            }
            Ending::Length(size) => Ok(Body::Length(size)),
            Ending::Chunks => Ok(Body::Chunks(ChunkDecoder::new(max_size))),
        }
    }
}
// ANCHOR_END: all

// ANCHOR: all
//! What can be wrong with a message, and whose fault it is.

use std::io;

// ANCHOR: error
/// Each variant says in its first words who has to change something.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The peer: this line begins neither a request nor an answer.
    #[error("no start line of HTTP/1.1")]
    BadStart,
    /// The peer, who may be right: HTTP, but not 1.1.
    #[error("a version of HTTP other than 1.1")]
    OtherVersion,
    /// The peer: this line is no `name: value`.
    #[error("field {number} is no `name: value`")]
    BadField {
        /// Which one, counted from 1.
        number: usize,
    },
    /// The peer: its head does not end in time.
    #[error("head over {max_size} bytes")]
    HeadTooLong {
        /// The most bytes that a head may have, line ends counted.
        max_size: usize,
    },
    /// The peer: a flood of fields.
    #[error("more than {max_count} fields")]
    TooManyFields {
        /// The most fields that a head may have.
        max_count: usize,
    },
    /// The peer: its `Content-Length` is no number.
    #[error("content-length is no number")]
    BadLength,
    /// The peer, or an attacker behind it: two answers to the question where
    /// the body ends. Whoever reads the other one sees other messages.
    #[error("two lengths for one body")]
    TwoLengths,
    /// The peer: an answer whose end only the connection's end would show.
    #[error("no length for this body")]
    NoLength,
    /// The peer, who may be right: it uses a coding that we do not know.
    #[error("transfer-encoding other than chunked")]
    UnknownCoding,
    /// The peer: it announces, or sends, more than we take.
    #[error("body over {max_size} bytes")]
    BodyTooLong {
        /// The most bytes that a body may have.
        max_size: usize,
    },
    /// The peer: neither a chunk nor the end of one.
    #[error("not a chunk")]
    BadChunk,
    /// The peer, or the network: it finished in the middle of a message.
    #[error("finished {size} bytes into a message")]
    Incomplete {
        /// So many bytes of it had come.
        size: usize,
    },
    /// The peer: it has answered what nobody had asked.
    #[error("an answer without a question")]
    Unasked,
    /// The connection broke.
    #[error(transparent)]
    Io(#[from] io::Error),
}
// ANCHOR_END: error

// ANCHOR: status
impl Error {
    /// The status that a server answers with, if there is still somebody to
    /// answer to: [RFC 9110 §15](https://www.rfc-editor.org/rfc/rfc9110#section-15),
    /// 431 from RFC 6585.
    pub fn status(&self) -> Option<u16> {
        match self {
            Error::BadStart | Error::BadField { .. } => Some(400),
            Error::BadLength | Error::TwoLengths => Some(400),
            Error::BadChunk => Some(400),
            Error::NoLength => Some(411),
            Error::BodyTooLong { .. } => Some(413),
            Error::HeadTooLong { .. } | Error::TooManyFields { .. } => {
                Some(431)
            }
            Error::UnknownCoding => Some(501),
            Error::OtherVersion => Some(505),
            Error::Incomplete { .. } | Error::Unasked | Error::Io(_) => None,
        }
    }
}
// ANCHOR_END: status

impl From<Error> for io::Error {
    fn from(error: Error) -> io::Error {
        match error {
            Error::Io(error) => error,
            Error::Incomplete { .. } => {
                io::Error::new(io::ErrorKind::UnexpectedEof, error)
            }
            _ => io::Error::new(io::ErrorKind::InvalidData, error),
        }
    }
}
// ANCHOR_END: all

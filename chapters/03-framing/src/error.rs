// ANCHOR: all
//! What can go wrong between bytes and messages, and whose fault it is.

use std::io;
use std::time::Duration;

// ANCHOR: error
/// Each variant says in its first words who has to change something.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The peer: it writes on and on without a line end. What comes next is
    /// the middle of a line, so the conversation is over.
    #[error("line over {max_size} bytes")]
    LineTooLong {
        /// The most bytes that a line may have, without its line end.
        max_size: usize,
    },
    /// The peer (or we, when encoding): it announces more than we take.
    #[error("message of {size} bytes, over {max_size}")]
    MessageTooLong {
        /// The announced size in bytes.
        size: usize,
        /// The most bytes that a message may have.
        max_size: usize,
    },
    /// The peer: these bytes are no text. The line was whole, so the next
    /// one can still be understood.
    #[error("not UTF-8 after {valid_up_to} bytes")]
    NotUtf8 {
        /// So many bytes at the start of the line are UTF-8.
        valid_up_to: usize,
    },
    /// The peer, or the network: it finished in the middle of a message.
    #[error("finished {size} bytes into a message")]
    Incomplete {
        /// So many bytes of the message had come.
        size: usize,
    },
    /// The peer: it owes us a message, or the rest of one.
    #[error("no whole message within {limit:?}")]
    TooSlow {
        /// How long it had.
        limit: Duration,
    },
    /// We: the receiver would see two lines where we meant one.
    #[error("line end inside a line, at byte {at}")]
    LineEndInside {
        /// Where it stands, counted from 0.
        at: usize,
    },
    /// The connection broke.
    #[error(transparent)]
    Io(#[from] io::Error),
}
// ANCHOR_END: error

impl From<Error> for io::Error {
    fn from(error: Error) -> io::Error {
        match error {
            Error::Io(error) => error,
            Error::Incomplete { .. } => {
                io::Error::new(io::ErrorKind::UnexpectedEof, error)
            }
            Error::TooSlow { .. } => {
                io::Error::new(io::ErrorKind::TimedOut, error)
            }
            Error::LineEndInside { .. } => {
                io::Error::new(io::ErrorKind::InvalidInput, error)
            }
            _ => io::Error::new(io::ErrorKind::InvalidData, error),
        }
    }
}
// ANCHOR_END: all

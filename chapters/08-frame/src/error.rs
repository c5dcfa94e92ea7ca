// ANCHOR: all
//! What can be wrong with a frame or a message, and whose fault it is.

use std::io;
use std::time::Duration;

use crate::Close;

// ANCHOR: error
/// All but the last four are faults of the peer in a frame or a message.
/// `Silent` is a rule of our own; behind the last three nobody is left to
/// tell.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A bit of an extension on which we have not agreed.
    #[error("a reserved bit is set")]
    ReservedBits,
    /// An opcode without a meaning.
    #[error("unknown opcode {bits:#x}")]
    UnknownOpcode {
        /// The four bits.
        bits: u8,
    },
    /// A control frame has to come whole.
    #[error("a control frame in fragments")]
    ControlFragmented,
    /// And has to be short.
    #[error("a control frame over 125 bytes")]
    ControlTooLong,
    /// A longer form than this length needs.
    #[error("length {size} is not in its shortest form")]
    NotMinimal {
        /// The length.
        size: u64,
    },
    /// A length of 2^63 or more.
    #[error("the top bit of a length is set")]
    TopBit,
    /// A client that does not mask.
    #[error("a frame of a client without a mask")]
    NotMasked,
    /// A server that does.
    #[error("a frame of a server with a mask")]
    Masked,
    /// It announces more than we take.
    #[error("frame of {size} bytes, over {max_size}")]
    FrameTooLong {
        /// The announced size in bytes.
        size: u64,
        /// The most bytes that a frame may carry.
        max_size: usize,
    },
    /// Its fragments add up to more than we take.
    #[error("message over {max_size} bytes")]
    MessageTooLong {
        /// The most bytes that a message may have.
        max_size: usize,
    },
    /// It never comes to the point.
    #[error("message in more than {max_count} fragments")]
    TooManyFragments {
        /// The most fragments that a message may have.
        max_count: usize,
    },
    /// A continuation, and nothing has begun.
    #[error("nothing to continue")]
    NothingToContinue,
    /// A new message in the middle of another.
    #[error("a message inside a message")]
    MessageInside,
    /// A text, or a reason, that is no UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// A close frame of one byte.
    #[error("half a close code")]
    HalfCloseCode,
    /// A close code that must not be sent.
    #[error("close code {code} must not be sent")]
    BadCloseCode {
        /// The code.
        code: u16,
    },
    /// It has said nothing for too long.
    #[error("silent for {limit:?}")]
    Silent {
        /// How long it had.
        limit: Duration,
    },
    /// The client: it never came so far. It has been answered with a status.
    #[error(transparent)]
    Refused(#[from] upgrade::Refusal),
    /// The peer, or the network: the stream ended without a close frame.
    #[error("the connection ended without a close frame")]
    NoClose,
    /// The connection broke.
    #[error(transparent)]
    Io(#[from] io::Error),
}
// ANCHOR_END: error

// ANCHOR: code
impl Error {
    /// The code that we close with. `None`: there is nobody to tell.
    pub fn close_code(&self) -> Option<u16> {
        use Error::*;
        Some(match self {
            ReservedBits
            | UnknownOpcode { .. }
            | ControlFragmented
            | ControlTooLong
            | NotMinimal { .. }
            | TopBit
            | NotMasked
            | Masked
            | NothingToContinue
            | MessageInside
            | HalfCloseCode
            | BadCloseCode { .. } => Close::PROTOCOL_ERROR,
            NotUtf8 => Close::BAD_DATA,
            FrameTooLong { .. } | MessageTooLong { .. } => Close::TOO_BIG,
            TooManyFragments { .. } | Silent { .. } => Close::POLICY,
            Refused(_) | NoClose | Io(_) => return None,
        })
    }
}
// ANCHOR_END: code
// ANCHOR_END: all

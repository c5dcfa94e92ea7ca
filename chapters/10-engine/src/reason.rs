// ANCHOR: all
//! Why a session is over.

use std::fmt;

use tokio_tungstenite::tungstenite;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use websocket::Ending;

use crate::{Error, Refusal};

// ANCHOR: reason
/// Shown in the words of the official server, which programs compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The peer has said goodbye.
    TransportClose,
    /// The connection broke, or a poll did.
    TransportError,
    /// No sign of life in time.
    PingTimeout,
    /// The peer has sent something that is none of ours.
    ParseError,
    /// We have closed it.
    ForcedClose,
    /// All sessions end.
    ServerShuttingDown,
    /// More has waited for the peer than we keep. The official server keeps
    /// everything, so it has no word for this.
    TooSlow,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::TransportClose => "transport close",
            Reason::TransportError => "transport error",
            Reason::PingTimeout => "ping timeout",
            Reason::ParseError => "parse error",
            Reason::ForcedClose => "forced close",
            Reason::ServerShuttingDown => "server shutting down",
            Reason::TooSlow => "too slow",
        })
    }
}
// ANCHOR_END: reason

/// A reason, and what a WebSocket is told of it.
#[derive(Debug)]
pub struct End {
    pub reason: Reason,
    pub words: Ending,
}

impl From<Reason> for End {
    fn from(reason: Reason) -> End {
        let code = match reason {
            Reason::TransportClose => CloseCode::Normal,
            Reason::TransportError | Reason::TooSlow => {
                return End { reason, words: Ending::Lost };
            }
            Reason::PingTimeout => CloseCode::Policy,
            Reason::ParseError => CloseCode::Protocol,
            Reason::ForcedClose => CloseCode::Normal,
            Reason::ServerShuttingDown => CloseCode::Away,
        };
        let words = Ending::enough(code, &reason.to_string());
        End { reason, words }
    }
}

/// What is wrong with a packet.
impl From<Error> for Reason {
    fn from(_: Error) -> Reason {
        Reason::ParseError
    }
}

/// The same for a WebSocket.
impl From<Error> for End {
    fn from(error: Error) -> End {
        let words = Ending::enough(CloseCode::Protocol, &error.to_string());
        End { reason: Reason::ParseError, words }
    }
}

/// There is no room for a session. There may be later.
impl From<Refusal> for End {
    fn from(refusal: Refusal) -> End {
        let words = Ending::enough(CloseCode::Again, &refusal.to_string());
        End { reason: Reason::ForcedClose, words }
    }
}

/// What is wrong with a frame, or with the connection.
impl From<tungstenite::Error> for End {
    fn from(error: tungstenite::Error) -> End {
        let words = Ending::from(error);
        let reason = match words {
            Ending::Left => Reason::TransportClose,
            Ending::Lost | Ending::Enough(_) => Reason::TransportError,
        };
        End { reason, words }
    }
}
// ANCHOR_END: all

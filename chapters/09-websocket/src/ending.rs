// ANCHOR: all
//! How a conversation ends, and what we say last.

use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

// ANCHOR: ending
/// Why it is over.
#[derive(Debug)]
pub enum Ending {
    /// The peer has closed. The library has answered it.
    Left,
    /// The connection broke: there is nobody to tell.
    Lost,
    /// We have had enough, and say why.
    Enough(CloseFrame),
}

impl Ending {
    /// We close, with this code and as much of the reason as fits into a
    /// control frame, which has room for 125 bytes.
    pub fn enough(code: CloseCode, reason: &str) -> Ending {
        let most = reason.len().min(125 - size_of::<u16>());
        let mut ends = (0..=most).rev();
        let end = ends.find(|at| reason.is_char_boundary(*at)).unwrap_or(0);
        let reason = reason[..end].into();
        Ending::Enough(CloseFrame { code, reason })
    }

    /// What the others in the room are told.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Ending::Left => None,
            Ending::Lost => Some("connection lost"),
            Ending::Enough(frame) => Some(frame.reason.as_str()),
        }
    }
}

/// The library reports what a peer does wrong, and says nothing to the peer:
/// which code that is, is left to us.
impl From<Error> for Ending {
    fn from(error: Error) -> Ending {
        let code = match &error {
            Error::Capacity(_) => CloseCode::Size,
            Error::Utf8(_) => CloseCode::Invalid,
            // No rule broken: the stream has ended, and nobody said why.
            Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => {
                return Ending::Lost;
            }
            Error::Protocol(_) => CloseCode::Protocol,
            Error::ConnectionClosed | Error::AlreadyClosed => {
                return Ending::Left;
            }
            _ => return Ending::Lost,
        };
        Ending::enough(code, &error.to_string())
    }
}
// ANCHOR_END: ending
// ANCHOR_END: all

// ANCHOR: all
//! How a conversation ends, and what we say last.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, copy, sink};
use tokio::time::timeout;
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

/// Says that we write no more, and reads until the peer's end or the limit:
/// a socket that is closed with unread bytes in it would send a RST, and our
/// last words would be lost (chapter 06). Nothing of what is read is kept.
pub(crate) async fn linger(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    limit: Duration,
) {
    let rest = async {
        stream.shutdown().await?;
        copy(&mut stream, &mut sink()).await
    };
    // Last words are a favour: whoever does not take them has had it.
    let _ = timeout(limit, rest).await;
}
// ANCHOR_END: all

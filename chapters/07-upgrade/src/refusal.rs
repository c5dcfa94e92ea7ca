// ANCHOR: all
//! Why a handshake is refused, and what the client is told.

use std::time::Duration;

// ANCHOR: refusal
/// Each variant says what the client would have to change.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Its head is none of HTTP/1.1, or too long.
    #[error(transparent)]
    Http(#[from] request::Error),
    /// Its head does not end.
    #[error("no whole head within {limit:?}")]
    TooSlow {
        /// How long it had.
        limit: Duration,
    },
    /// A handshake is a `GET`.
    #[error("a handshake is a GET")]
    WrongMethod,
    /// For which host is this? HTTP/1.1 wants to know, once.
    #[error("no field Host, or two")]
    NoHost,
    /// An ordinary request: here are only WebSockets.
    #[error("no `Upgrade: websocket`: this is a WebSocket server")]
    NoUpgrade,
    /// `Upgrade` without it is meant for somebody on the way.
    #[error("no `Connection: Upgrade`")]
    NoConnection,
    /// There were drafts, and one version.
    #[error("Sec-WebSocket-Version is not 13")]
    WrongVersion,
    /// See [`fresh_key`](crate::fresh_key).
    #[error("Sec-WebSocket-Key is not 16 bytes in base64")]
    BadKey,
    /// The page was loaded from somewhere else.
    #[error("pages of {origin} may not connect; see --origin")]
    ForeignOrigin {
        /// From where.
        origin: String,
    },
    /// A handshake ends with its head.
    #[error("a handshake has no body")]
    HasBody,
}
// ANCHOR_END: refusal

// ANCHOR: status
impl Refusal {
    /// The status of the answer and the fields that go with it. `None`: there
    /// is nobody to answer to.
    pub fn status(&self) -> Option<(&'static str, &'static str)> {
        let upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
        let version = "Sec-WebSocket-Version: 13\r\n\
                       Upgrade: websocket\r\nConnection: Upgrade\r\n";
        Some(match self {
            Refusal::Http(error) => (words(error.status()?), ""),
            Refusal::TooSlow { .. } => ("408 Request Timeout", ""),
            Refusal::WrongMethod => {
                ("405 Method Not Allowed", "Allow: GET\r\n")
            }
            Refusal::NoUpgrade => ("426 Upgrade Required", upgrade),
            Refusal::WrongVersion => ("426 Upgrade Required", version),
            Refusal::ForeignOrigin { .. } => ("403 Forbidden", ""),
            Refusal::NoHost
            | Refusal::NoConnection
            | Refusal::BadKey
            | Refusal::HasBody => ("400 Bad Request", ""),
        })
    }

    /// The whole answer: a status, and a line for people.
    pub fn answer(&self) -> Option<String> {
        let (status, fields) = self.status()?;
        let text = format!("error: {self}\n");
        let size = text.len();
        Some(format!(
            "HTTP/1.1 {status}\r\n\
             {fields}\
             Connection: close\r\n\
             Content-Type: text/plain; charset=utf-8\r\n\
             Content-Length: {size}\r\n\
             \r\n\
             {text}"
        ))
    }
}
// ANCHOR_END: status

/// The statuses that chapter 05's decoder knows, for whoever reads along.
fn words(status: u16) -> &'static str {
    match status {
        431 => "431 Request Header Fields Too Large",
        501 => "501 Not Implemented",
        505 => "505 HTTP Version Not Supported",
        413 => "413 Payload Too Large",
        411 => "411 Length Required",
        _ => "400 Bad Request",
    }
}
// ANCHOR_END: all

//! Exercise 09.5: close, and do not wait for ever (repair, 15 minutes).
//!
//! Page: "The same by library", section *Your turn*.
//!
//! The server ends. The code below says so and hangs up at once: the client
//! may still be writing, and then its system throws our last words away.
//! Mend it:
//!
//! - the client reads the close frame with 1001;
//! - we wait until it has answered with its own, and return then;
//! - what it says in between is read and forgotten;
//! - whoever never answers, or talks on and on instead, holds us up for
//!   `limit` in all, and no longer.

use std::time::Duration;

use futures_util::SinkExt;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

/// Says goodbye to one client, for up to `limit`.
pub async fn goodbye(
    mut socket: WebSocketStream<impl AsyncRead + AsyncWrite + Unpin>,
    limit: Duration,
) {
    // Delete the next line, then mend what follows.
    kit::not_yet!("09.5 wait for the answer, but not for ever");
    let (code, reason) = (CloseCode::Away, "the server ends".into());
    let close = Message::Close(Some(CloseFrame { code, reason }));
    let _ = socket.send(close).await;
}

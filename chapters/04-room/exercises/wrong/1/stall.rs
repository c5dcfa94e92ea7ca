//! Misconception: a guest who hangs up leaves the room waiting.

use tokio::io::{AsyncRead, AsyncWrite};

pub async fn attack(guest: impl AsyncRead + AsyncWrite + Unpin) {
    drop(guest);
}

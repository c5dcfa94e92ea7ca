//! Exercise 04.5: stop a room.

use tokio::io::{AsyncRead, AsyncWrite};

pub async fn attack(guest: impl AsyncRead + AsyncWrite + Unpin) {
    // Stay, and read nothing. The connection lives as long as `guest` does.
    std::future::pending::<()>().await;
    drop(guest);
}

//! Exercise 04.5: stop a room (attack, 5 minutes).
//!
//! Page: "A room full of people", section *Your turn*.
//!
//! The first room in `examples/room_naive.rs` waits until each guest has
//! taken a line. Be its worst guest: from some line on, nobody else may hear
//! anything. You have one connection, on which you have already joined.
//! Afterwards the same attack is tried on this chapter's room, which should
//! not mind.

use tokio::io::{AsyncRead, AsyncWrite};

/// Whatever one guest can do with its connection.
pub async fn attack(guest: impl AsyncRead + AsyncWrite + Unpin) {
    kit::not_yet!("04.5 make the naive room silent for everybody")
}

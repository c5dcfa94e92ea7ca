//! Exercise 03.3: a command that nobody gave (attack, 10 minutes).
//!
//! Page: "A stream is not messages", section *Your turn*.
//!
//! A server keeps a door. It takes each read for a command:
//!
//! ```ignore
//! let size = stream.read(&mut buffer).await?;
//! if buffer[..size] == *b"open the door\n" {
//!     open();
//! }
//! ```
//!
//! An honest client sends the line `SENT`. You are the network between the
//! two: you change no byte, but you choose what each read brings. Open the
//! door.

/// What the client sends.
pub const SENT: &str = "do not open the door\n";

/// What each of the server's reads brings, in turn.
pub fn reads() -> Vec<&'static str> {
    kit::not_yet!("03.3 cut SENT so that the door opens")
}

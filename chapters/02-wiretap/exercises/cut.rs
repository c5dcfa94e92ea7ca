//! Exercise 02.3: cut it in the middle (attack, 10 minutes).
//!
//! Page: "See every byte", section *Your turn*.
//!
//! Chapter 01's client says `ping`, its server answers `pong\n`. Tie a wire
//! between them that lets the client read `po` and then looks as if the
//! server had ended in good order. Then say how the client's next read ends.

use wiretap::{Death, Wire};

/// A wire that delivers the whole ping, half the pong, and a FIN.
pub fn wire() -> Wire {
    kit::not_yet!("02.3 end the wire in the middle of the pong")
}

/// What the client's read after `po` gives: `"Ok(0)"`,
/// `"Err(ConnectionReset)"` or `"never returns"`.
pub const NEXT_READ: &str = "???";

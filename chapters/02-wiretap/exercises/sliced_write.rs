//! Exercise 02.1: a write in slices (predict, 5 minutes).
//!
//! Page: "See every byte", section *Your turn*.
//!
//! The server writes `pong\n` once. The wire between it and the client has
//! `--slice 2`. Which pieces does the wiretap print for it? One line for
//! each piece, its bytes in hex with a blank between: `"61 62\n63"` would be
//! two pieces, `ab` and `c`.

/// The bytes of each piece, in order.
pub const PIECES: &str = "???";

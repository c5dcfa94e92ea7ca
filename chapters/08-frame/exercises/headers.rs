//! Exercise 08.1: what a header costs (predict, 5 minutes).
//!
//! Page: "A frame", section *Your turn*.
//!
//! How many bytes travel besides those that somebody meant to say? Count the
//! headers only, and all of them: there may be several frames.
//!
//! Replace each `"???"`, for example with `"3"`.

/// A client says `Hello`, in one frame.
pub const HELLO_UP: &str = "???";

/// The server says it again.
pub const HELLO_DOWN: &str = "???";

/// A client sends 125 bytes.
pub const UP_125: &str = "???";

/// A client sends one byte more.
pub const UP_126: &str = "???";

/// A server sends 65,536 bytes.
pub const DOWN_65536: &str = "???";

/// A client says `Hello` in two fragments, and the server echoes it.
pub const FRAGMENTS_AND_ECHO: &str = "???";

/// A client sends a ping that carries nothing, and is answered.
pub const PING_AND_PONG: &str = "???";

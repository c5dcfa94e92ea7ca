//! Exercise 08.5: which code will it be? (predict, 10 minutes)
//!
//! Page: "How to end", section *Your turn*.
//!
//! A connection ends, and a program on the other side is told one number.
//! Which one?
//!
//! Replace each `"???"`, for example with `"1000"`.

/// A client sends a frame without a mask.
pub const NO_MASK: &str = "???";

/// A client sends a text of one byte, `ff`.
pub const NO_TEXT: &str = "???";

/// A client sends the header of a frame of 2 MiB. The server takes frames of
/// up to 1 MiB.
pub const TOO_BIG: &str = "???";

/// A client sends a message in fragments without an end, all of them empty.
pub const ENDLESS: &str = "???";

/// A client sends a new text before the last one has had its last fragment.
pub const INSIDE: &str = "???";

/// A client says nothing for five minutes.
pub const SILENT: &str = "???";

/// Somebody presses Ctrl-C at the server.
pub const CTRL_C: &str = "???";

/// A client sends a close frame with the code 4000.
pub const OWN_CODE: &str = "???";

/// A client sends an empty close frame. What is the client's own program
/// told, when the answer has come?
pub const NO_CODE: &str = "???";

/// The server's process is killed. What is the client's program told?
pub const KILLED: &str = "???";

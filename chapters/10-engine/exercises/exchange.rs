//! Exercise 10.1: a first exchange (predict, 5 minutes).
//!
//! Page: "A session", section *Your turn*.
//!
//! The server echoes, and its times are the usual ones: 25 and 20 seconds.
//! Replace each `"???"` by a packet such as `"0"`, by a number such as
//! `"42"`, or by `"nothing"`. The last two are bodies, as the pages "Without
//! a WebSocket" and "The older revision" show them: guess, or read on and
//! come back.

/// A client opens a WebSocket with EIO=4 and never says a word. What is the
/// first packet that it hears behind the open packet?
pub const HEARS_WITH_EIO_4: &str = "???";

/// And the same with EIO=3?
pub const HEARS_WITH_EIO_3: &str = "???";

/// After how many seconds does the server close the one with EIO=4?
pub const CLOSED_AFTER: &str = "???";

/// With which code of WebSocket?
pub const CLOSE_CODE: &str = "???";

/// A client says `4hello` over a WebSocket. How many bytes come down, the
/// frame's header included?
pub const BYTES_OF_THE_ECHO: &str = "???";

/// A client polls, with EIO=4. It has said `4a` and `4b`, and then asks what
/// there is to hear. What is the body of the answer? Write `|` for the byte
/// 0x1e, if there is one.
pub const BODY_WITH_EIO_4: &str = "???";

/// And with EIO=3?
pub const BODY_WITH_EIO_3: &str = "???";

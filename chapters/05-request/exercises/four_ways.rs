//! Exercise 05.3: how long does it take? (predict, 5 minutes)
//!
//! Page: "What a request costs", section *Your turn*.
//!
//! There are four ways to ask: on a fresh connection, on a fresh one with TLS,
//! on one that is kept, and several questions at once. The server is 80 ms
//! away, there and back, and answers at once. How many milliseconds pass
//! between the wish to ask and the last byte of the last answer?
//!
//! Replace each `"???"` by a number of milliseconds, such as `"20"`.

/// One question, on a fresh connection.
pub const FRESH: &str = "???";

/// One question, on a connection that has been used before.
pub const KEPT: &str = "???";

/// One question on a fresh connection with TLS 1.3.
pub const FRESH_WITH_TLS: &str = "???";

/// Three questions on one fresh connection, each asked when the answer to
/// the one before it has come.
pub const THREE_IN_TURN: &str = "???";

/// Three questions in one write, on a connection that has been used before.
pub const THREE_AT_ONCE: &str = "???";

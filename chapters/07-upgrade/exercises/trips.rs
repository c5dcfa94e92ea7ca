//! Exercise 07.4: when may who speak? (predict, 5 minutes)
//!
//! Page: "One line for both", section *Your turn*.
//!
//! The server is 80 ms away, there and back. A page says `new WebSocket(…)`,
//! and nothing is connected yet. After how many milliseconds, counted from
//! there, does each of these happen? Whoever may speak does so at once.
//!
//! Replace each `"???"`, for example with `"20"`.

/// The page is told that it is open.
pub const OPEN: &str = "???";

/// The page has the first word of the server, which speaks as soon as it may.
pub const FIRST_WORD_DOWN: &str = "???";

/// The server has the first word of the page, which speaks as soon as it may.
pub const FIRST_WORD_UP: &str = "???";

/// The page has the answer to that word.
pub const FIRST_ECHO: &str = "???";

/// The page is told that it is open, if the address begins with `wss:`, with
/// TLS 1.3.
pub const OPEN_WITH_TLS: &str = "???";

/// Now it is open. From a word of the page to the answer to that word: how
/// long does it take, each time?
pub const NEXT_ECHO: &str = "???";

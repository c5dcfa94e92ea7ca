//! Exercise 11.5: what is on the wire? (predict, 5 minutes)
//!
//! Page: "Events", section *Your turn*.
//!
//! Replace each `"???"`. A message is written with Engine.IO's `4` in front,
//! without spaces: `r#"42["hi"]"#`.

/// A client is in `/` and emits `hello` with the arguments 1 and "two".
pub const EVENT: &str = "???";

/// It joins `/admin`, and says `{"token":"sock"}` of itself.
pub const JOIN: &str = "???";

/// There it asks its first question, `who`, without arguments.
pub const QUESTION: &str = "???";

/// The answer is "ann".
pub const ANSWER: &str = "???";

/// In how many messages does an event with two attachments travel?
pub const MESSAGES: &str = "???";

/// An answer comes after whoever has asked has given up. What does the
/// session do: `goes on`, or `ends`?
pub const LATE_ANSWER: &str = "???";

/// An event comes for a namespace that its sender has not joined. And now?
pub const STRANGER: &str = "???";

/// A server in JavaScript echoes the number 12345678901234567890, which has
/// 20 digits. What comes back? As many digits, and not the same.
pub const IN_JAVASCRIPT: &str = "???";

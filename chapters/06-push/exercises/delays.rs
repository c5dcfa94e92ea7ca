//! Exercise 06.3: how long until it is heard? (predict, 5 minutes)
//!
//! Page: "A server that wants to speak", section *Your turn*.
//!
//! The round trip takes 200 ms. The client's clock and the server's stand
//! beside each other, and nothing else takes any time. A delay is the time
//! from the moment when the server says something to the moment when the
//! client hears it.
//!
//! Replace each `"???"` by a number of milliseconds, such as `"42"`.

/// Polling every two seconds: the mean, over messages at any moment.
pub const MEAN_OF_POLLING: &str = "???";

/// Long polling: a message, while a poll waits at the server.
pub const LONG_POLL: &str = "???";

/// Long polling: a second message, 10 ms after the first.
pub const SECOND_BY_LONG_POLL: &str = "???";

/// Server-sent events: the second of these two.
pub const SECOND_BY_STREAM: &str = "???";

//! Misconception: a long poll waits at the server all the time.

pub const MEAN_OF_POLLING: &str = "1100";

pub const LONG_POLL: &str = "100";

pub const SECOND_BY_LONG_POLL: &str = "100";

pub const SECOND_BY_STREAM: &str = "100";

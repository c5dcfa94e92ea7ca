//! Misconception: the server has to be asked for each message, so each
//! takes a whole round trip.

pub const MEAN_OF_POLLING: &str = "1200";

pub const LONG_POLL: &str = "200";

pub const SECOND_BY_LONG_POLL: &str = "200";

pub const SECOND_BY_STREAM: &str = "100";

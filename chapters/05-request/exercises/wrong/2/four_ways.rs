//! Misconception: three questions take three times as long as one.

pub const FRESH: &str = "160";

pub const KEPT: &str = "80";

pub const FRESH_WITH_TLS: &str = "240";

pub const THREE_IN_TURN: &str = "480";

pub const THREE_AT_ONCE: &str = "240";

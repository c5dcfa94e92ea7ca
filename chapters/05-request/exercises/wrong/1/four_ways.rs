//! Misconception: connecting is free, since no byte of ours travels.

pub const FRESH: &str = "80";

pub const KEPT: &str = "80";

pub const FRESH_WITH_TLS: &str = "160";

pub const THREE_IN_TURN: &str = "240";

pub const THREE_AT_ONCE: &str = "80";

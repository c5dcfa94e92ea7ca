//! 05.3: count the ways there and back, not the bytes.

pub const FRESH: &str = "160";

pub const KEPT: &str = "80";

pub const FRESH_WITH_TLS: &str = "240";

pub const THREE_IN_TURN: &str = "320";

pub const THREE_AT_ONCE: &str = "80";

//! Misconception: a header has one size, as the article says: 8 bytes.

pub const HELLO_UP: &str = "8";

pub const HELLO_DOWN: &str = "8";

pub const UP_125: &str = "8";

pub const UP_126: &str = "8";

pub const DOWN_65536: &str = "8";

pub const FRAGMENTS_AND_ECHO: &str = "24";

pub const PING_AND_PONG: &str = "16";

//! Misconception: seven bits count to 127, so 126 still fits.

pub const HELLO_UP: &str = "6";

pub const HELLO_DOWN: &str = "2";

pub const UP_125: &str = "6";

pub const UP_126: &str = "6";

pub const DOWN_65536: &str = "4";

pub const FRAGMENTS_AND_ECHO: &str = "14";

pub const PING_AND_PONG: &str = "8";

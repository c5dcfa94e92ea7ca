//! 08.1: 2 bytes, 2 or 8 more for a longer length, 4 more from a client.

pub const HELLO_UP: &str = "6";

pub const HELLO_DOWN: &str = "2";

pub const UP_125: &str = "6";

pub const UP_126: &str = "8";

pub const DOWN_65536: &str = "10";

pub const FRAGMENTS_AND_ECHO: &str = "14";

pub const PING_AND_PONG: &str = "8";

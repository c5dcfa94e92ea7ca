//! Misconception: a character is a byte.

pub const LINES_AFTER_EACH_READ: &str = "
-
[ping]
-
[pong][]
";

pub const BYTES_AS_A_LINE: &str = "5";

pub const BYTES_WITH_ITS_LENGTH: &str = "8";

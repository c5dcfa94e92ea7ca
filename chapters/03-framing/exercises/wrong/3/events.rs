//! Misconception: a read that completes no line needs no row.

pub const LINES_AFTER_EACH_READ: &str = "
[ping]
[pong][]
";

pub const BYTES_AS_A_LINE: &str = "6";

pub const BYTES_WITH_ITS_LENGTH: &str = "9";

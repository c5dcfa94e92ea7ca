//! Misconception: `--slice 2` cuts a message into two parts.

pub const PIECES: &str = "70 6f 6e\n67 0a";

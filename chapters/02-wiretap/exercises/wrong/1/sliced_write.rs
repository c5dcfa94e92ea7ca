//! Misconception: the line end is not a byte of its own.

pub const PIECES: &str = "70 6f\n6e 67";

//! Exercise 02.1: a write in slices.

pub const PIECES: &str = "70 6f\n6e 67\n0a";

//! Misconception: an empty line is a line like any other.

pub const BOB_READS: &str = "\
* your name?
* error: ann is here already
* welcome, bob; others here: 1
* cid joined";

pub const LINES_FOR_ANN: &str = "6";

pub const TIMES_ENCODED: &str = "1";

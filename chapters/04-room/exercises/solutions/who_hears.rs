//! Exercise 04.4: who hears what?

pub const BOB_READS: &str = "\
* your name?
* error: ann is here already
* welcome, bob; others here: 1
* cid joined";

pub const LINES_FOR_ANN: &str = "5";

pub const TIMES_ENCODED: &str = "1";

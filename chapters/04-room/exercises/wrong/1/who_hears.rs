//! Misconception: whoever is connected is in the room, and hears what is
//! said.

pub const BOB_READS: &str = "\
* your name?
ann: hello
* error: ann is here already
* welcome, bob; others here: 1
* cid joined";

pub const LINES_FOR_ANN: &str = "5";

pub const TIMES_ENCODED: &str = "1";

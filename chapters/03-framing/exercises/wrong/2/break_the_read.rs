//! Misconception: the smaller the pieces, the worse for the reader, so
//! single bytes break everything.

pub const SENT: &str = "do not open the door\n";

pub fn reads() -> Vec<&'static str> {
    SENT.split_inclusive(|_| true).collect()
}

//! Misconception: an attack needs other bytes than those that were sent.

pub const SENT: &str = "do not open the door\n";

pub fn reads() -> Vec<&'static str> {
    vec!["open the door\n"]
}

//! Exercise 03.3: a command that nobody gave.

pub const SENT: &str = "do not open the door\n";

pub fn reads() -> Vec<&'static str> {
    let (negation, command) = SENT.split_at("do not ".len());
    vec![negation, command]
}

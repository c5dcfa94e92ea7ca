//! Misconception: an origin is a field that the attacker writes.

pub fn origin() -> String {
    "http://localhost".to_string()
}

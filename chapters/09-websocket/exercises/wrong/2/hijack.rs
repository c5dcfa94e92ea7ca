//! Misconception: what stands before an `@` is part of an origin.

pub fn origin() -> String {
    "http://localhost@evil.example".to_string()
}

//! Misconception: it is enough to look a bit like the right one.

pub fn origin() -> String {
    "http://evil.example/localhost".to_string()
}

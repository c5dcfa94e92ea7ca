//! Exercise 09.4: somebody else's page.

pub fn origin() -> String {
    "http://localhost.evil.example".to_string()
}

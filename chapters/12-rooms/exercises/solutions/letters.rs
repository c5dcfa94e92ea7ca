//! Exercise 12.5: somebody else's letters.

pub fn messages(victim: &str) -> Vec<String> {
    vec![format!(r#"42["join","{victim}"]"#)]
}

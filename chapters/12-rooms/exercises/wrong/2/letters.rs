//! Misconception: whoever calls himself by a name gets its letters.

pub fn messages(victim: &str) -> Vec<String> {
    vec![format!(r#"40{{"name":"{victim}"}}"#)]
}

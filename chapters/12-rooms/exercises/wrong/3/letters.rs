//! Misconception: one has to be somebody to read his letters.

pub fn messages(victim: &str) -> Vec<String> {
    vec!["41".to_string(), format!(r#"40{{"name":"{victim}"}}"#)]
}

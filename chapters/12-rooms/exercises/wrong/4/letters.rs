//! Misconception: a letter tells the server who wants to join.

pub fn messages(victim: &str) -> Vec<String> {
    vec![
        format!(r#"42["join","{victim}"]"#),
        format!(r#"42["letter","{victim}","hello"]"#),
    ]
}

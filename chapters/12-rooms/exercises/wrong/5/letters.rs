//! Misconception: there is one victim.

pub fn messages(_victim: &str) -> Vec<String> {
    vec![r#"42["join","ann"]"#.to_string()]
}

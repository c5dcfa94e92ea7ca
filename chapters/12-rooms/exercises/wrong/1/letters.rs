//! Misconception: a packet of Socket.IO is all of the message.

pub fn messages(victim: &str) -> Vec<String> {
    vec![format!(r#"2["join","{victim}"]"#)]
}

//! Misconception: the id stands in front of the namespace, and an answer is an event with the same name.

pub const EVENT: &str = r#"42["hello",1,"two"]"#;
pub const JOIN: &str = r#"40/admin,{"token":"sock"}"#;
pub const QUESTION: &str = r#"420/admin,["who"]"#;
pub const ANSWER: &str = r#"43/admin,0["who","ann"]"#;
pub const MESSAGES: &str = "3";
pub const LATE_ANSWER: &str = "goes on";
pub const STRANGER: &str = "ends";
pub const IN_JAVASCRIPT: &str = "12345678901234567000";

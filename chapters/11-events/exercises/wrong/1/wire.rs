//! Misconception: arguments are a list of their own beside the name.

pub const EVENT: &str = r#"42["hello",[1,"two"]]"#;
pub const JOIN: &str = r#"40/admin,{"token":"sock"}"#;
pub const QUESTION: &str = r#"42/admin,0["who"]"#;
pub const ANSWER: &str = r#"43/admin,0["ann"]"#;
pub const MESSAGES: &str = "3";
pub const LATE_ANSWER: &str = "goes on";
pub const STRANGER: &str = "ends";
pub const IN_JAVASCRIPT: &str = "12345678901234567000";

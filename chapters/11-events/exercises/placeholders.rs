//! Exercise 11.4: three bad packets (attack, 15 minutes).
//!
//! Page: "Namespaces", section *Your turn*.
//!
//! Below is how a naive server puts attachments back where they belong. It
//! works with every honest client. Write three headers, without Engine.IO's
//! `4`, that no honest client sends.

use serde_json::Value;

/// Reads a header such as `51-["name",…]`: how many attachments follow, and
/// the data.
pub fn header(text: &str) -> Option<(usize, Value)> {
    let (count, data) = text.strip_prefix('5')?.split_once('-')?;
    Some((count.parse().ok()?, serde_json::from_str(data).ok()?))
}

/// All have come: each goes where its placeholder is, as text.
pub fn put_back(value: &Value, attachments: &[String]) -> Value {
    let inside = |value| put_back(value, attachments);
    match value {
        Value::Object(object) if object.contains_key("_placeholder") => {
            let num = object["num"].as_u64().unwrap_or(0) as usize;
            Value::String(attachments[num].clone())
        }
        Value::Array(list) => list.iter().map(inside).collect(),
        Value::Object(object) => {
            object.iter().map(|(key, v)| (key.clone(), inside(v))).collect()
        }
        other => other.clone(),
    }
}

/// One attachment comes. The server panics.
pub fn crash() -> String {
    kit::not_yet!("11.4 a header that makes it panic")
}

/// One attachment of 1000 bytes comes. Your header has no more than that,
/// and the server makes more than 10,000 bytes of the two.
pub fn swell() -> String {
    kit::not_yet!("11.4 a header that makes much of little")
}

/// At most 100 bytes, after which the server waits for a million attachments
/// or more.
pub fn hoard() -> String {
    kit::not_yet!("11.4 a header that makes it wait")
}

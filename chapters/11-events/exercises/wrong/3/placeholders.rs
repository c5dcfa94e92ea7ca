//! Misconception: a header begins with Engine.IO's `4`, as on the wire.

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
    r#"451-["a",{"_placeholder":true,"num":1}]"#.to_string()
}

pub fn swell() -> String {
    let one = r#"{"_placeholder":true,"num":0}"#;
    format!(r#"451-["a",{}]"#, [one; 30].join(","))
}

pub fn hoard() -> String {
    r#"451000000-["a"]"#.to_string()
}

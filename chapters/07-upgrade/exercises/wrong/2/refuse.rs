//! Misconception: an origin that begins like ours is ours, and a word is there
//! when its letters are.

use request::{Head, Start};

pub const HOME: &str = "http://localhost:3000";

pub fn status(head: &Head) -> u16 {
    let Start::Request { method, .. } = &head.start else { return 400 };
    let one = |name| {
        let mut values = head.values(name);
        values.next().filter(|_| values.next().is_none())
    };
    let has = |name, word| {
        let mut values = head.values(name);
        values.any(|value| value.to_ascii_lowercase().contains(word))
    };
    if method != "GET" {
        return 405;
    }
    if one("host").is_none() {
        return 400;
    }
    if !has("upgrade", "websocket") {
        return 426;
    }
    if !has("connection", "upgrade") {
        return 400;
    }
    if one("sec-websocket-version") != Some("13") {
        return 426;
    }
    let key = one("sec-websocket-key").unwrap_or_default();
    if key.len() != 24 || !key.ends_with("==") {
        return 400;
    }
    match head.values("origin").all(|origin| origin.starts_with(HOME)) {
        true => 101,
        false => 403,
    }
}

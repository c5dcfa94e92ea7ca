//! Misconception: a field is its first value, and every browser writes it the
//! way mine does.

use request::{Head, Start};

pub const HOME: &str = "http://localhost:3000";

pub fn status(head: &Head) -> u16 {
    let Start::Request { method, .. } = &head.start else { return 400 };
    let first = |name| head.values(name).next();
    if method != "GET" {
        return 405;
    }
    if first("host").is_none() {
        return 400;
    }
    if first("upgrade") != Some("websocket") {
        return 426;
    }
    if first("connection") != Some("Upgrade") {
        return 400;
    }
    if first("sec-websocket-version") != Some("13") {
        return 426;
    }
    let key = first("sec-websocket-key").unwrap_or_default();
    if key.len() != 24 || !key.ends_with("==") {
        return 400;
    }
    match first("origin") {
        Some(origin) if origin != HOME => 403,
        _ => 101,
    }
}

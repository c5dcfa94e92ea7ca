//! Misconception: the most dangerous comes first, so the origin is looked at
//! before all else.

use request::{Head, Start};

pub const HOME: &str = "http://localhost:3000";

pub fn status(head: &Head) -> u16 {
    let Start::Request { method, .. } = &head.start else { return 400 };
    if !head.values("origin").all(|origin| origin == HOME) {
        return 403;
    }
    if method != "GET" {
        return 405;
    }
    if one(head, "host").is_none() {
        return 400;
    }
    if !has_word(head, "upgrade", "websocket") {
        return 426;
    }
    if !has_word(head, "connection", "upgrade") {
        return 400;
    }
    if one(head, "sec-websocket-version") != Some("13") {
        return 426;
    }
    let key = one(head, "sec-websocket-key");
    if !key.is_some_and(|key| key.len() == 24 && key.ends_with("==")) {
        return 400;
    }
    101
}

fn one<'a>(head: &'a Head, name: &str) -> Option<&'a str> {
    let mut values = head.values(name);
    values.next().filter(|_| values.next().is_none())
}

fn has_word(head: &Head, name: &str, word: &str) -> bool {
    let mut words = head.values(name).flat_map(|value| value.split(','));
    words.any(|item| item.trim().eq_ignore_ascii_case(word))
}

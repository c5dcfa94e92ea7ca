//! Misconception: a broadcast goes to everybody, whoever speaks included.

use room::{Outbox, line};

pub struct Guest {
    #[allow(dead_code)]
    pub name: String,
    pub outbox: Outbox,
}

pub fn broadcast(guests: &[Guest], sender: &str, text: &str) {
    let message = line(&format!("{sender}: {text}"));
    for guest in guests {
        let _ = guest.outbox.push(message.clone());
    }
}

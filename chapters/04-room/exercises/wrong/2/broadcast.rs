//! Misconception: each guest needs a copy of its own, so the line is made
//! anew for each of them.

use room::{Outbox, line};

pub struct Guest {
    pub name: String,
    pub outbox: Outbox,
}

pub fn broadcast(guests: &[Guest], sender: &str, text: &str) {
    for guest in guests {
        if guest.name != sender {
            let message = line(&format!("{sender}: {text}"));
            let _ = guest.outbox.push(message);
        }
    }
}

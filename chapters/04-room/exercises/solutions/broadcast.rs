//! Exercise 04.1: to all but the sender.

use room::{Outbox, line};

pub struct Guest {
    pub name: String,
    pub outbox: Outbox,
}

pub fn broadcast(guests: &[Guest], sender: &str, text: &str) {
    let message = line(&format!("{sender}: {text}"));
    for guest in guests {
        if guest.name != sender {
            let _ = guest.outbox.push(message.clone());
        }
    }
}

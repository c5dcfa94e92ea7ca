//! Exercise 04.1: to all but the sender (extend, 10 minutes).
//!
//! Page: "A room full of people", section *Your turn*.
//!
//! Each guest has a name and an outbox. `room::line("ann: hello")` makes the
//! bytes that travel, `outbox.push(bytes)` puts them into one outbox. What
//! to do with an outbox that is full is the next exercise: here you may
//! ignore what `push` returns (`let _ = …`).

use room::Outbox;

/// One who is in the room.
pub struct Guest {
    pub name: String,
    pub outbox: Outbox,
}

/// Tells all guests but the one called `sender` what that one has said, as
/// `ann: hello`. The line is encoded once, whoever gets it.
pub fn broadcast(guests: &[Guest], sender: &str, text: &str) {
    kit::not_yet!("04.1 put the line into the outboxes of all but the sender")
}

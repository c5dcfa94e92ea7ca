//! Exercise 12.2: to all but one room (build, 15 minutes).
//!
//! Page: "Rooms", section *Your turn*.
//!
//! Send to everybody who is in one of the rooms `to`, or to everybody who is
//! there if `to` is empty, but to nobody who is in one of the rooms `except`.
//! Nobody is told twice.

use std::collections::{HashMap, HashSet};

use events::{Encoded, Socket};

/// Who is there, and who is in which room. Everybody has an id.
#[derive(Default)]
pub struct Chat {
    /// By their ids.
    pub sockets: HashMap<String, Socket>,
    /// The ids of those in each room. A room that is not in here is empty.
    pub rooms: HashMap<String, HashSet<String>>,
}

impl Chat {
    /// `socket.send(encoded)` says it to one of them.
    pub fn send(&self, to: &[&str], except: &[&str], encoded: &Encoded) {
        kit::not_yet!("12.2 to all but those in some rooms")
    }
}

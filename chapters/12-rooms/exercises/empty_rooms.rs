//! Exercise 12.6: rooms that nobody is in (repair, 10 minutes).
//!
//! Page: "Rooms", section *Your turn*.
//!
//! This server has been running for a month. Its guests come and go, and its
//! memory only grows. Mend what is below: a room is there as long as somebody
//! is in it, and so is a guest.

use std::collections::{HashMap, HashSet};

/// Who is in which room.
#[derive(Default)]
pub struct Rooms {
    /// Guests by the name of the room.
    pub members: HashMap<String, HashSet<u64>>,
    /// Names of rooms by guest.
    pub rooms: HashMap<u64, HashSet<String>>,
}

impl Rooms {
    /// A guest joins a room.
    pub fn join(&mut self, guest: u64, room: &str) {
        self.members.entry(room.to_string()).or_default().insert(guest);
        self.rooms.entry(guest).or_default().insert(room.to_string());
    }

    /// A guest leaves a room. Perhaps he is not in there.
    pub fn leave(&mut self, guest: u64, room: &str) {
        // Delete this line here and in `gone`, then mend what follows.
        kit::not_yet!("12.6 a room that nobody is in is none");
        if let Some(members) = self.members.get_mut(room) {
            members.remove(&guest);
        }
        if let Some(rooms) = self.rooms.get_mut(&guest) {
            rooms.remove(room);
        }
    }

    /// A guest has gone, without leaving any room first.
    pub fn gone(&mut self, guest: u64) {
        kit::not_yet!("12.6 a room that nobody is in is none");
        self.rooms.remove(&guest);
    }
}

//! Misconception: whoever goes has left his rooms before.

use std::collections::{HashMap, HashSet};

#[derive(Default)]
pub struct Rooms {
    pub members: HashMap<String, HashSet<u64>>,
    pub rooms: HashMap<u64, HashSet<String>>,
}

impl Rooms {
    pub fn join(&mut self, guest: u64, room: &str) {
        self.members.entry(room.to_string()).or_default().insert(guest);
        self.rooms.entry(guest).or_default().insert(room.to_string());
    }

    pub fn leave(&mut self, guest: u64, room: &str) {
        if let Some(members) = self.members.get_mut(room) {
            members.remove(&guest);
            if members.is_empty() {
                self.members.remove(room);
            }
        }
        if let Some(rooms) = self.rooms.get_mut(&guest) {
            rooms.remove(room);
            if rooms.is_empty() {
                self.rooms.remove(&guest);
            }
        }
    }

    pub fn gone(&mut self, guest: u64) {
        self.rooms.remove(&guest);
    }
}

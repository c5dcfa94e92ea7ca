//! Exercise 12.2: to all but one room.

use std::collections::{HashMap, HashSet};

use events::{Encoded, Socket};

#[derive(Default)]
pub struct Chat {
    pub sockets: HashMap<String, Socket>,
    pub rooms: HashMap<String, HashSet<String>>,
}

impl Chat {
    pub fn send(&self, to: &[&str], except: &[&str], encoded: &Encoded) {
        let mut ids: HashSet<&String> = match to {
            [] => self.sockets.keys().collect(),
            rooms => self.members(rooms),
        };
        for id in self.members(except) {
            ids.remove(id);
        }
        for id in ids {
            if let Some(socket) = self.sockets.get(id) {
                socket.send(encoded);
            }
        }
    }

    fn members(&self, rooms: &[&str]) -> HashSet<&String> {
        let rooms = rooms.iter().filter_map(|room| self.rooms.get(*room));
        rooms.flatten().collect()
    }
}

//! Misconception: one room after the other, and nobody can be in two.

use std::collections::{HashMap, HashSet};

use events::{Encoded, Socket};

#[derive(Default)]
pub struct Chat {
    pub sockets: HashMap<String, Socket>,
    pub rooms: HashMap<String, HashSet<String>>,
}

impl Chat {
    pub fn send(&self, to: &[&str], except: &[&str], encoded: &Encoded) {
        if to.is_empty() {
            for (id, socket) in &self.sockets {
                if !self.is_in(except, id) {
                    socket.send(encoded);
                }
            }
        }
        for room in to {
            for id in self.rooms.get(*room).into_iter().flatten() {
                if !self.is_in(except, id) {
                    self.sockets[id].send(encoded);
                }
            }
        }
    }

    fn is_in(&self, rooms: &[&str], id: &String) -> bool {
        let mut rooms = rooms.iter().filter_map(|room| self.rooms.get(*room));
        rooms.any(|room| room.contains(id))
    }
}

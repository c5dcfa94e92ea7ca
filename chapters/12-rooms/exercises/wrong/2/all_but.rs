//! Misconception: to leave a room out is to leave its name out.

use std::collections::{HashMap, HashSet};

use events::{Encoded, Socket};

#[derive(Default)]
pub struct Chat {
    pub sockets: HashMap<String, Socket>,
    pub rooms: HashMap<String, HashSet<String>>,
}

impl Chat {
    pub fn send(&self, to: &[&str], except: &[&str], encoded: &Encoded) {
        let all: Vec<&str> = self.rooms.keys().map(String::as_str).collect();
        let to = if to.is_empty() { &all[..] } else { to };
        let rooms = to.iter().filter(|room| !except.contains(room));
        let ids: HashSet<&String> =
            rooms.filter_map(|room| self.rooms.get(*room)).flatten().collect();
        for id in ids {
            self.sockets[id].send(encoded);
        }
    }
}

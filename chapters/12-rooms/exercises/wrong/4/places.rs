//! Misconception: by the next tick everybody is idle.

use std::collections::HashMap;

use events::{Encoded, Socket};

#[derive(Default)]
pub struct Places {
    kept: HashMap<String, (Socket, Encoded)>,
}

impl Places {
    pub fn moved(&mut self, sockets: &[Socket], place: &Encoded) {
        for socket in sockets {
            // What is kept is old now, whoever is told.
            self.kept.remove(&socket.id());
            if socket.is_idle() {
                socket.send(place);
            } else {
                let kept = (socket.clone(), place.clone());
                self.kept.insert(socket.id(), kept);
            }
        }
    }

    pub fn tick(&mut self) {
        for (_, (socket, place)) in self.kept.drain() {
            socket.send(&place); // it never waits
        }
    }

    /// For how many a place is kept.
    pub fn size(&self) -> usize {
        self.kept.len()
    }
}

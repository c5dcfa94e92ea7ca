//! Misconception: whoever is busy is told later, so all of it is sent.

use events::{Encoded, Socket};

#[derive(Default)]
pub struct Places;

impl Places {
    pub fn moved(&mut self, sockets: &[Socket], place: &Encoded) {
        for socket in sockets {
            socket.send(place); // it never waits
        }
    }

    pub fn tick(&mut self) {}

    /// For how many a place is kept.
    pub fn size(&self) -> usize {
        0
    }
}

//! Exercise 12.4: the last place of each (extend, 20 minutes).
//!
//! Page: "Rooms", section *Your turn*.
//!
//! A game tells everybody where the ball is, fifty times a second, and each
//! time it is volatile: whoever is busy is skipped. That is nearly right. When
//! the ball comes to rest, nobody says anything more, and whoever was busy at
//! that moment sees it for ever where it is not.
//!
//! So keep the last place for whoever is busy, and send it when he is not:
//!
//! - whoever is idle hears each place at once;
//! - for whoever is busy only the newest one is kept;
//! - nobody hears an old place after a newer one, or the same one twice;
//! - nothing is kept for whoever has gone (`socket.is_connected()`).

use std::collections::HashMap;

use events::{Encoded, Socket};

/// The places that could not be told yet. Change it as you like.
#[derive(Default)]
pub struct Places {
    /// By the ids of the sockets.
    kept: HashMap<String, (Socket, Encoded)>,
}

impl Places {
    /// The ball has moved. `socket.is_idle()`: nothing waits for this one.
    pub fn moved(&mut self, sockets: &[Socket], place: &Encoded) {
        kit::not_yet!("12.4 a new place")
    }

    /// Called ten times a second.
    pub fn tick(&mut self) {
        kit::not_yet!("12.4 tell whoever is idle by now")
    }

    /// For how many a place is kept.
    pub fn size(&self) -> usize {
        self.kept.len()
    }
}

// ANCHOR: all
//! One who has entered the room.

use std::sync::Arc;

use crate::{Outbox, Refused, Room};

/// A place in a room. Dropped, it is given up: whatever ends a connection,
/// nobody stays in the room as a ghost.
pub struct Guest {
    room: Room,
    id: u64,
    outbox: Arc<Outbox>,
}

impl Guest {
    pub(crate) fn new(room: Room, id: u64, outbox: Arc<Outbox>) -> Guest {
        Guest { room, id, outbox }
    }

    /// What the room has for this guest. It is closed when the guest leaves,
    /// is cut off, or the room closes.
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Takes a name: from now on this guest hears and is heard.
    ///
    /// # Errors
    /// [`Refused::BadName`], [`Refused::NameTaken`], [`Refused::Over`].
    pub fn join(&self, name: &str) -> Result<(), Refused> {
        self.room.lock().join(self.id, name)
    }

    /// Tells a text to everybody else. When this returns, it is accepted: it
    /// stands in the outbox of each of them.
    ///
    /// # Errors
    /// [`Refused::ControlCharacter`], [`Refused::Over`].
    pub fn say(&self, text: &str) -> Result<(), Refused> {
        self.room.lock().say(self.id, text)
    }

    /// Tells something to this guest alone.
    pub fn reply(&self, text: &str) {
        self.room.lock().reply(self.id, text);
    }

    /// Gives up the place. `why` is told to the others, and to this guest as
    /// its last line; without it, the guest has left of its own accord.
    pub fn leave(&self, why: Option<&str>) {
        self.room.lock().leave(self.id, why);
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.leave(None);
    }
}
// ANCHOR_END: all

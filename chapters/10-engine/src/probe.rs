// ANCHOR: all
//! May this WebSocket take a session over?

use crate::{Error, Packet};

// ANCHOR: probe
/// What a WebSocket says before a session moves to it: `2probe`, which shows
/// that it works both ways, and `5`, when the client has stopped polling.
/// Until then the session goes on as before.
///
/// ```text
/// (new) -- 2probe / 3probe --> (probed) -- 5 --> the session moves
/// ```
#[derive(Debug, Default)]
pub struct Probe {
    probed: bool,
}

/// What comes of a packet.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// The WebSocket is to be told this.
    Answer(Packet),
    /// The session moves now.
    Move,
}

impl Probe {
    /// The WebSocket has said this.
    ///
    /// # Errors
    /// [`Error::BadProbe`]: anything else, or in another order.
    pub fn receive(&mut self, packet: &Packet) -> Result<Step, Error> {
        match packet {
            Packet::Ping(data) if data == "probe" && !self.probed => {
                self.probed = true;
                Ok(Step::Answer(Packet::Pong(data.clone())))
            }
            Packet::Upgrade if self.probed => Ok(Step::Move),
            _ => Err(Error::BadProbe),
        }
    }
}
// ANCHOR_END: probe
// ANCHOR_END: all

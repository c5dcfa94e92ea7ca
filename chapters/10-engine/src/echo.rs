// ANCHOR: all
//! What this chapter has behind its sessions: an echo.

use crate::{Config, Engine, Handler, Message, Peer};

// ANCHOR: echo
/// Says again whatever it hears.
struct Echo(Peer);

impl Handler for Echo {
    fn message(&mut self, message: Message) {
        self.0.send(message);
    }
}

/// An engine with an echo behind each session.
pub fn echo(config: Config) -> Engine {
    Engine::new(config, |peer| Box::new(Echo(peer.clone())))
}
// ANCHOR_END: echo
// ANCHOR_END: all

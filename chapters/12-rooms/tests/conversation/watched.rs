//! The rooms of one process, in a glass house: one can count what is there,
//! and see what is sent.

use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use events::{Encoded, Socket};
use rooms::{Adapter, Audience, Local};

/// [`Local`], and a way to look at it from outside.
#[derive(Clone, Default)]
pub struct Watched {
    pub local: Arc<Local>,
    pub sent: Arc<Mutex<Vec<Encoded>>>,
    /// Whoever has sent something waits for this, if it is there.
    pub heard: Arc<Mutex<Option<Receiver<()>>>>,
}

impl Adapter for Watched {
    fn enter(&self, socket: &Socket) {
        self.local.enter(socket);
    }

    fn exit(&self, socket: &Socket) {
        self.local.exit(socket);
    }

    fn join(&self, who: &Audience, room: &str) {
        self.local.join(who, room);
    }

    fn leave(&self, who: &Audience, room: &str) {
        self.local.leave(who, room);
    }

    fn send(&self, who: &Audience, encoded: &Encoded) {
        self.sent.lock().unwrap().push(encoded.clone());
        self.local.send(who, encoded);
        if let Some(heard) = &*self.heard.lock().unwrap() {
            heard.recv_timeout(Duration::from_secs(10)).unwrap();
        }
    }

    fn disconnect(&self, who: &Audience, session: bool) {
        self.local.disconnect(who, session);
    }

    fn sockets(&self, who: &Audience) -> Vec<Socket> {
        self.local.sockets(who)
    }

    fn rooms(&self, id: &str) -> Vec<String> {
        self.local.rooms(id)
    }
}

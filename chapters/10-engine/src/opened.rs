// ANCHOR: all
//! A session with all that belongs to it.

use tokio::time::Instant;

use crate::{
    Engine, Error, Event, Handler, Message, Packet, Peer, Reason, Session,
};

/// What moves from polling to a WebSocket. Whoever carries it owns it, and
/// when it is dropped, for whatever reason, the session is over.
pub struct Opened {
    pub session: Session,
    pub peer: Peer,
    pub handler: Box<dyn Handler>,
    /// Where it is known, if it is a server's.
    pub engine: Option<Engine>,
}

/// Who is behind a session before its handler has been made.
pub struct Nobody;

impl Handler for Nobody {
    fn message(&mut self, _message: Message) {}
}

impl Opened {
    /// The peer has sent a packet. What it says is handed on.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn hear(&mut self, packet: Packet) -> Result<Event, Error> {
        let event = self.session.receive(packet, Instant::now())?;
        if let Event::Message(message) = event {
            self.handler.message(message);
            return Ok(Event::Nothing);
        }
        Ok(event)
    }

    /// When [`Opened::tick`] has something to do.
    pub fn deadline(&self) -> Instant {
        let session = self.session.deadline();
        self.late_at().map_or(session, |late| late.min(session))
    }

    /// The handler's deadline. Once the session is closed, there is none.
    fn late_at(&self) -> Option<Instant> {
        let late = self.handler.deadline();
        late.filter(|_| self.peer.closed().is_none())
    }

    /// Time has passed. The packet, if there is one, is for the peer.
    ///
    /// # Errors
    /// Why the session is over.
    pub fn tick(&mut self) -> Result<Option<Packet>, Reason> {
        let now = Instant::now();
        if self.late_at().is_some_and(|late| late <= now) {
            self.handler.late();
        }
        self.session.tick(now)
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        if let Some(engine) = &self.engine {
            engine.forget(self.peer.sid());
        }
        // It stands only if nobody has given another: the task was stopped.
        self.peer.close(Reason::TransportError);
        let reason = self.peer.closed();
        self.handler.closed(reason.unwrap_or(Reason::TransportError));
    }
}
// ANCHOR_END: all

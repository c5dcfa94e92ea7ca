// ANCHOR: all
//! A session without a socket: packets in, events out.

use std::time::Duration;

use tokio::time::Instant;

use crate::{
    Config, Error, Heartbeat, Message, Open, Packet, Reason, Revision,
};

// ANCHOR: session
/// What lasts while connections come and go. It knows neither HTTP nor
/// WebSockets, has no clock, and waits for nothing.
#[derive(Debug)]
pub struct Session {
    revision: Revision,
    heartbeat: Heartbeat,
}

/// What comes of a packet.
#[derive(Debug, PartialEq, Eq)]
pub enum Event {
    /// The peer has said this.
    Message(Message),
    /// The peer is to be told this.
    Answer(Packet),
    /// The peer has closed the session.
    Close,
    /// Nothing that anybody has to know.
    Nothing,
}

impl Session {
    /// A server's side of a new session.
    pub fn server(revision: Revision, config: &Config, now: Instant) -> Self {
        let (every, patience) = (config.ping_interval, config.ping_timeout);
        let heartbeat = match revision {
            Revision::Three => Heartbeat::answers(every, patience, now),
            Revision::Four => Heartbeat::asks(every, patience, now),
        };
        Session { revision, heartbeat }
    }

    /// A client's side, with EIO=4, of what the server has opened.
    pub fn client(open: &Open, now: Instant) -> Session {
        let every = Duration::from_millis(open.ping_interval);
        let patience = Duration::from_millis(open.ping_timeout);
        let heartbeat = Heartbeat::answers(every, patience, now);
        Session { revision: Revision::Four, heartbeat }
    }

    /// Which protocol is spoken.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// The peer has sent a packet.
    ///
    /// # Errors
    /// [`Error::WrongDirection`]: a question to whoever asks, or an answer
    /// to whoever does not.
    pub fn receive(
        &mut self,
        packet: Packet,
        now: Instant,
    ) -> Result<Event, Error> {
        match packet {
            Packet::Message(message) => Ok(Event::Message(message)),
            Packet::Ping(_) | Packet::Pong(_)
                if matches!(packet, Packet::Ping(_))
                    == self.heartbeat.is_asking() =>
            {
                Err(Error::WrongDirection)
            }
            Packet::Ping(data) => {
                self.heartbeat.heard(now);
                Ok(Event::Answer(Packet::Pong(data)))
            }
            Packet::Pong(_) => {
                self.heartbeat.heard(now);
                Ok(Event::Nothing)
            }
            Packet::Close => Ok(Event::Close),
            // They mean something only at the beginning, or during an
            // upgrade. The official server does not mind them, either.
            Packet::Open(_) | Packet::Upgrade | Packet::Noop => {
                Ok(Event::Nothing)
            }
        }
    }

    /// When [`Session::tick`] has something to do.
    pub fn deadline(&self) -> Instant {
        self.heartbeat.deadline()
    }

    /// Time has passed. The packet, if there is one, is for the peer.
    ///
    /// # Errors
    /// [`Reason::PingTimeout`]: nobody is there.
    pub fn tick(&mut self, now: Instant) -> Result<Option<Packet>, Reason> {
        let asks = self.heartbeat.tick(now)?;
        Ok(asks.then(|| Packet::Ping(String::new())))
    }
}
// ANCHOR_END: session
// ANCHOR_END: all

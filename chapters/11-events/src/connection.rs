// ANCHOR: all
//! One session with its sockets: which packet is for whom.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use engine::{Content, Handler, Message, Peer, Reason};
use tokio::time::Instant;

use crate::{
    Ack, Assembly, Config, Departure, Event, Io, Kind, Packet, PacketError,
    Socket,
};

// ANCHOR: connection
/// What stands behind a session of chapter 10, in a server or in a client.
pub struct Connection {
    pub(crate) peer: Peer,
    pub(crate) sockets: Vec<Socket>,
    /// Of a server: a client has none.
    pub(crate) io: Option<Arc<Io>>,
    assembly: Assembly,
    pub(crate) max_auth: usize,
    /// The longest time for each of the next two.
    limit: Duration,
    /// When a client must have joined a namespace,
    pub(crate) join_by: Option<Instant>,
    /// and when all attachments of a packet must have come.
    complete_by: Option<Instant>,
}

/// The peer does not keep to the protocol. There is one answer to all of
/// that: the session is over.
#[derive(Debug)]
pub(crate) struct Broken;

impl From<PacketError> for Broken {
    fn from(_: PacketError) -> Broken {
        Broken
    }
}
// ANCHOR_END: connection

impl Connection {
    /// Without a socket yet.
    pub(crate) fn new(
        peer: &Peer,
        io: Option<Arc<Io>>,
        config: &Config,
    ) -> Connection {
        Connection {
            peer: peer.clone(),
            sockets: Vec::new(),
            io,
            assembly: Assembly::new(config.limits),
            max_auth: config.max_auth,
            limit: config.connect_timeout,
            join_by: None,
            complete_by: None,
        }
    }

    // ANCHOR: handle
    /// Hands on what has come, as soon as all of it has.
    fn receive(&mut self, message: &Message) -> Result<(), Broken> {
        match message.content() {
            Content::Text(text) => match self.assembly.text(text)? {
                Some(packet) => self.handle(&packet, Vec::new())?,
                None => self.complete_by = Some(Instant::now() + self.limit),
            },
            Content::Binary(bytes) => {
                let bytes = Bytes::copy_from_slice(bytes);
                if let Some((header, all)) = self.assembly.binary(bytes)? {
                    self.complete_by = None;
                    self.handle(&header.packet(), all)?;
                }
            }
        }
        Ok(())
    }

    fn handle(
        &mut self,
        packet: &Packet<'_>,
        binary: Vec<Bytes>,
    ) -> Result<(), Broken> {
        match packet.kind {
            Kind::Connect => {
                return match self.io.clone() {
                    Some(io) => self.join(&io, packet),
                    None => self.joined(packet),
                };
            }
            Kind::ConnectError => return self.refused(packet),
            _ => {}
        }
        let Some(socket) = self.socket(packet)? else { return Ok(()) };
        match packet.kind {
            Kind::Event | Kind::BinaryEvent => {
                let (name, args) = packet.event(binary)?;
                let ack = packet.id.map(|id| Ack::new(&socket, id));
                let name = name.into_owned();
                socket.tell(&Event { name, args, ack });
            }
            Kind::Ack | Kind::BinaryAck => {
                if let Some(id) = packet.id {
                    socket.acknowledged(id, packet.ack(binary)?);
                }
            }
            _ => {
                socket.leave(Departure::ByPeer);
                self.forget(packet.namespace);
            }
        }
        Ok(())
    }

    /// For whom a packet is, unless we have left while it was under way. In a
    /// server, whoever has not joined has nothing to say.
    fn socket(&self, packet: &Packet<'_>) -> Result<Option<Socket>, Broken> {
        let mut sockets = self.sockets.iter();
        match sockets.find(|s| s.namespace() == packet.namespace) {
            None if self.io.is_some() => Err(Broken),
            socket => Ok(socket.filter(|s| s.is_connected()).cloned()),
        }
    }

    /// The socket of a namespace. One that has left is forgotten.
    pub(crate) fn find(&mut self, name: &str) -> Option<Socket> {
        self.forget(name);
        let mut sockets = self.sockets.iter();
        sockets.find(|socket| socket.namespace() == name).cloned()
    }

    fn forget(&mut self, name: &str) {
        self.sockets.retain(|s| s.namespace() != name || !s.has_left());
    }
    // ANCHOR_END: handle
}

// ANCHOR: handler
impl Handler for Connection {
    fn message(&mut self, message: Message) {
        if self.receive(&message).is_err() {
            self.peer.close(Reason::ParseError);
        }
    }

    fn deadline(&self) -> Option<Instant> {
        self.join_by.into_iter().chain(self.complete_by).min()
    }

    fn late(&mut self) {
        self.peer.close(Reason::ForcedClose);
    }

    fn closed(&mut self, reason: Reason) {
        for socket in self.sockets.drain(..) {
            socket.leave(Departure::Session(reason));
        }
    }
}
// ANCHOR_END: handler
// ANCHOR_END: all

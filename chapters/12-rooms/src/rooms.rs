// ANCHOR: all
//! The rooms of a namespace.

use std::sync::Arc;

use events::{Namespace, Socket};

use crate::{Adapter, Audience, Broadcast, Local};

// ANCHOR: rooms
/// Who is in which room, and how to reach them. Copies lead to the same
/// rooms, from any task.
#[derive(Clone)]
pub struct Rooms {
    name: Arc<str>,
    adapter: Arc<dyn Adapter>,
}

impl Rooms {
    /// For the namespace of this name, on this server alone.
    pub fn new(name: &str) -> Rooms {
        Rooms::with(name, Local::default())
    }

    /// For the namespace of this name, on as many servers as the adapter
    /// reaches.
    pub fn with(name: &str, adapter: impl Adapter) -> Rooms {
        Rooms { name: name.into(), adapter: Arc::new(adapter) }
    }

    /// The namespace. `connect` is called with each new socket.
    pub fn namespace(
        &self,
        connect: impl Fn(&Rooms, &Socket) + Send + Sync + 'static,
    ) -> Namespace {
        let rooms = self.clone();
        Namespace::new(move |socket| {
            // In this order: whoever is in can be sent away at once.
            let adapter = rooms.adapter.clone();
            socket.on_disconnect(move |socket, _| adapter.exit(socket));
            rooms.adapter.enter(socket);
            connect(&rooms, socket);
        })
    }

    /// A socket joins a room.
    pub fn join(&self, socket: &Socket, room: &str) {
        self.adapter.join(&Audience::of(&socket.id()), room);
    }

    /// A socket leaves a room.
    pub fn leave(&self, socket: &Socket, room: &str) {
        self.adapter.leave(&Audience::of(&socket.id()), room);
    }

    /// In which rooms a socket is, but for its own.
    pub fn of(&self, socket: &Socket) -> Vec<String> {
        self.adapter.rooms(&socket.id())
    }
    // ANCHOR_END: rooms

    // ANCHOR: choose
    /// Everybody.
    pub fn all(&self) -> Broadcast<'_> {
        let audience = Audience::default();
        Broadcast { name: &self.name, adapter: &*self.adapter, audience }
    }

    /// Everybody in a room.
    pub fn to(&self, room: &str) -> Broadcast<'_> {
        self.all().to(room)
    }

    /// Everybody but those in a room.
    pub fn except(&self, room: &str) -> Broadcast<'_> {
        self.all().except(room)
    }

    /// Everybody but this socket.
    pub fn broadcast(&self, from: &Socket) -> Broadcast<'_> {
        self.all().except(&from.id())
    }
    // ANCHOR_END: choose
}
// ANCHOR_END: all

// ANCHOR: all
//! The rooms of one process.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use events::{Encoded, Socket};

use crate::{Adapter, Audience};

// ANCHOR: local
/// Who is here, and in which rooms. A room is there as long as somebody is in
/// it.
#[derive(Default)]
pub struct Local(Mutex<State>);

#[derive(Default)]
struct State {
    sockets: HashMap<String, Place>,
    rooms: HashMap<String, HashSet<String>>,
}

struct Place {
    id: String,
    socket: Socket,
    rooms: HashSet<String>,
}
// ANCHOR_END: local

impl State {
    // ANCHOR: choose
    /// Those who are meant, each once.
    fn choose(&self, who: &Audience) -> Vec<&Place> {
        let mut places: Vec<&Place> = match who.rooms.is_empty() {
            true => self.sockets.values().collect(),
            false => {
                let ids = self.members(&who.rooms).into_iter();
                ids.filter_map(|id| self.sockets.get(id)).collect()
            }
        };
        if !who.except.is_empty() {
            let except = self.members(&who.except);
            places.retain(|place| !except.contains(place.id.as_str()));
        }
        if who.volatile {
            places.retain(|place| place.socket.is_idle());
        }
        places
    }

    /// The ids of all who are in one of these rooms.
    fn members<'a>(&'a self, rooms: &'a [String]) -> HashSet<&'a str> {
        let mut members = HashSet::new();
        for room in rooms {
            match self.sockets.get(room) {
                // Its own room: it is alone there, whoever else has joined.
                Some(place) => members.extend([place.id.as_str()]),
                None => {
                    let others = self.rooms.get(room).into_iter().flatten();
                    members.extend(others.map(String::as_str));
                }
            }
        }
        members
    }
    // ANCHOR_END: choose

    fn ids(&self, who: &Audience) -> Vec<String> {
        let chosen = self.choose(who).into_iter();
        chosen.map(|place| place.id.clone()).collect()
    }

    /// A socket is not in a room any more, and an empty room is none.
    fn part(&mut self, id: &str, room: &str) {
        if let Some(members) = self.rooms.get_mut(room) {
            members.remove(id);
            if members.is_empty() {
                self.rooms.remove(room);
            }
        }
    }
}

// ANCHOR: adapter
/// All of it happens under one lock, one thing after the other: so all who
/// are told two things are told them in the same order.
impl Adapter for Local {
    fn enter(&self, socket: &Socket) {
        let (id, rooms) = (socket.id(), HashSet::new());
        let place = Place { id: id.clone(), socket: socket.clone(), rooms };
        self.lock().sockets.insert(id, place);
    }

    fn exit(&self, socket: &Socket) {
        let (id, mut state) = (socket.id(), self.lock());
        let Some(place) = state.sockets.remove(&id) else { return };
        for room in place.rooms {
            state.part(&id, &room);
        }
    }

    fn join(&self, who: &Audience, room: &str) {
        let mut state = self.lock();
        for id in state.ids(who) {
            if let Some(place) = state.sockets.get_mut(&id) {
                place.rooms.insert(room.to_string());
                let room = state.rooms.entry(room.to_string());
                room.or_default().insert(id);
            }
        }
    }

    fn leave(&self, who: &Audience, room: &str) {
        let mut state = self.lock();
        for id in state.ids(who) {
            if let Some(place) = state.sockets.get_mut(&id) {
                place.rooms.remove(room);
                state.part(&id, room);
            }
        }
    }

    fn send(&self, who: &Audience, encoded: &Encoded) {
        let state = self.lock();
        for place in state.choose(who) {
            place.socket.send(encoded); // it never waits
        }
    }

    fn disconnect(&self, who: &Audience, session: bool) {
        // Whoever leaves takes the lock, so we must not hold it.
        for socket in self.sockets(who) {
            socket.disconnect(session);
        }
    }

    fn sockets(&self, who: &Audience) -> Vec<Socket> {
        let state = self.lock();
        let chosen = state.choose(who).into_iter();
        chosen.map(|place| place.socket.clone()).collect()
    }

    fn rooms(&self, id: &str) -> Vec<String> {
        let state = self.lock();
        let place = state.sockets.get(id);
        place.map_or(Vec::new(), |p| p.rooms.iter().cloned().collect())
    }
}
// ANCHOR_END: adapter

impl Local {
    /// How many sockets there are, and how many rooms besides their own.
    pub fn size(&self) -> (usize, usize) {
        let state = self.lock();
        (state.sockets.len(), state.rooms.len())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
// ANCHOR_END: all

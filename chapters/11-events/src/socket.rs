// ANCHOR: all
//! A socket: one namespace of one session, on either side.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use engine::{Message, Peer};
use tokio::sync::oneshot;

use crate::listen::Listeners;
use crate::{Args, Departure, Encoded, Kind, Packet};

// ANCHOR: socket
/// What a program talks to: the same type in a server and in a client. Copies
/// lead to the same socket, from any task.
#[derive(Clone)]
pub struct Socket(pub(crate) Arc<Parts>);

pub(crate) struct Parts {
    /// Of the session, and nothing else of it is known here.
    pub peer: Peer,
    pub namespace: String,
    /// What the client has said of itself, as JSON.
    pub auth: String,
    /// Where the numbers of acknowledgements come from.
    pub ids: Arc<AtomicU64>,
    state: Mutex<State>,
}

pub(crate) struct State {
    pub stage: Stage,
    pub id: String,
    pub listeners: Listeners,
    /// Who waits for which acknowledgement.
    pub waiting: HashMap<u64, oneshot::Sender<Args>>,
}

/// ```text
/// (joining) -- CONNECT --> (joined) -- DISCONNECT, or the end --> (left)
/// ```
///
/// Whatever is said while joining waits here.
pub(crate) enum Stage {
    Joining(Vec<Message>),
    Joined,
    Left,
}
// ANCHOR_END: socket

impl Socket {
    pub(crate) fn new(
        peer: &Peer,
        namespace: &str,
        auth: String,
        ids: Arc<AtomicU64>,
    ) -> Socket {
        let state = Mutex::new(State {
            stage: Stage::Joining(Vec::new()),
            id: String::new(),
            listeners: Listeners::default(),
            waiting: HashMap::new(),
        });
        let (peer, namespace) = (peer.clone(), namespace.to_string());
        Socket(Arc::new(Parts { peer, namespace, auth, ids, state }))
    }

    /// Its name. Unlike the session's it is no secret. A client knows it when
    /// it has joined; protocol 4 never tells.
    pub fn id(&self) -> String {
        self.lock().id.clone()
    }

    /// `/`, or which one.
    pub fn namespace(&self) -> &str {
        &self.0.namespace
    }

    /// What the client has said of itself when it joined: a JSON object.
    pub fn auth(&self) -> &str {
        &self.0.auth
    }

    /// Whether both sides are there.
    pub fn is_connected(&self) -> bool {
        matches!(self.lock().stage, Stage::Joined)
    }

    /// Whether nothing waits to be sent: what is said now leaves at once.
    pub fn is_idle(&self) -> bool {
        self.is_connected() && self.0.peer.is_idle()
    }

    // ANCHOR: send
    /// Says what was encoded already, perhaps for many. After the end nothing
    /// is said.
    pub fn send(&self, encoded: &Encoded) {
        match &mut self.lock().stage {
            Stage::Joining(waiting) => waiting.extend(encoded.messages()),
            Stage::Joined => self.0.peer.send_all(encoded.messages()),
            Stage::Left => {}
        }
    }
    // ANCHOR_END: send

    // ANCHOR: disconnect
    /// Leaves the namespace, and says so. With the whole `session`, all
    /// others end as well.
    pub fn disconnect(&self, session: bool) {
        let packet = Packet::new(Kind::Disconnect, self.namespace(), "");
        self.send(&Encoded::packet(packet));
        self.leave(Departure::ByUs);
        if session {
            self.0.peer.close(engine::Reason::ForcedClose);
        }
    }
    // ANCHOR_END: disconnect
}

/// For the connection that it is part of.
impl Socket {
    /// Both sides are there, as `id`. `answer` goes first, then what has
    /// waited for it.
    pub(crate) fn joined(&self, id: &str, answer: Option<&Encoded>) {
        let mut state = self.lock();
        state.id = id.to_string();
        let before = std::mem::replace(&mut state.stage, Stage::Joined);
        let waiting = match before {
            Stage::Joining(waiting) => waiting,
            Stage::Joined | Stage::Left => Vec::new(),
        };
        let answer = answer.into_iter().flat_map(Encoded::messages);
        self.0.peer.send_all(answer.chain(waiting));
    }

    /// It is over, and whoever listens for that is told, once.
    pub(crate) fn leave(&self, why: Departure) {
        let mut state = self.lock();
        let before = std::mem::replace(&mut state.stage, Stage::Left);
        // Whoever waits for an acknowledgement hears that there is none, and
        // a listener that holds its own socket is let go.
        state.waiting.clear();
        let listeners = std::mem::take(&mut state.listeners);
        drop(state); // a listener may look at its socket
        if let Stage::Joined = before {
            listeners.tell_departure(self, why);
        }
    }

    pub(crate) fn has_left(&self) -> bool {
        matches!(self.lock().stage, Stage::Left)
    }

    /// A number for an acknowledgement. All sockets of a server's namespace
    /// count together: so an event for many of them has the same bytes.
    pub fn next_id(&self) -> u64 {
        self.0.ids.fetch_add(1, Ordering::Relaxed)
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
// ANCHOR_END: all

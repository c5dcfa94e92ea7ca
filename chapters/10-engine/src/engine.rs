// ANCHOR: all
//! All sessions of a server.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

use crate::opened::{Nobody, Opened};
use crate::visit::Visit;
use crate::{Config, Handler, Peer, Reason, Refusal, Revision, Session, Sid};

// ANCHOR: engine
/// Who is connected, and what is behind each session.
#[derive(Clone)]
pub struct Engine(Arc<Parts>);

struct Parts {
    config: Config,
    make: Box<Make>,
    sessions: Mutex<HashMap<Sid, Entry>>,
    ending: watch::Sender<bool>,
}

/// Makes what is behind a new session.
type Make = dyn Fn(&Peer) -> Box<dyn Handler> + Send + Sync;

struct Entry {
    peer: Peer,
    /// Where requests go, while the session is carried by polling.
    door: Option<Door>,
}

/// Leads to the task of a session that is carried by polling.
pub type Door = mpsc::Sender<Visit>;
// ANCHOR_END: engine

impl Engine {
    /// Without a session yet. `make` is called for each new one, and may say
    /// something to the peer at once.
    pub fn new(
        config: Config,
        make: impl Fn(&Peer) -> Box<dyn Handler> + Send + Sync + 'static,
    ) -> Engine {
        let (make, sessions) = (Box::new(make), Mutex::default());
        let ending = watch::Sender::new(false);
        Engine(Arc::new(Parts { config, make, sessions, ending }))
    }

    /// Its limits.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// How many sessions there are.
    pub fn size(&self) -> usize {
        self.lock().len()
    }

    // ANCHOR: open
    /// Begins a session, with a `door` if it is carried by polling.
    ///
    /// # Errors
    /// [`Refusal::TooMany`].
    pub(crate) fn open(
        &self,
        revision: Revision,
        door: Option<Door>,
    ) -> Result<Opened, Refusal> {
        let config = self.config();
        let peer = Peer::new(revision, config.max_queued);
        {
            let mut sessions = self.lock();
            let ends = *self.0.ending.borrow();
            if sessions.len() >= config.max_sessions || ends {
                return Err(Refusal::TooMany);
            }
            let entry = Entry { peer: peer.clone(), door };
            sessions.insert(peer.sid(), entry);
        }
        let session = Session::server(revision, config, Instant::now());
        let (handler, engine) = (Box::new(Nobody), Some(self.clone()));
        let mut opened = Opened { session, peer, handler, engine };
        // If this panics, `opened` is dropped, and the session forgotten.
        opened.handler = (self.0.make)(&opened.peer);
        Ok(opened)
    }
    // ANCHOR_END: open

    /// Where the requests of a session go.
    ///
    /// # Errors
    /// [`Refusal::UnknownSession`], and [`Refusal::BadRequest`] if it speaks
    /// another revision or is carried by a WebSocket.
    pub(crate) fn door(
        &self,
        sid: Sid,
        revision: Revision,
    ) -> Result<Door, Refusal> {
        let sessions = self.lock();
        let entry = sessions.get(&sid).ok_or(Refusal::UnknownSession)?;
        match &entry.door {
            Some(door) if entry.peer.revision() == revision => Ok(door.clone()),
            _ => Err(Refusal::BadRequest),
        }
    }

    /// It is over.
    pub(crate) fn forget(&self, sid: Sid) {
        self.lock().remove(&sid);
    }

    /// From now on a WebSocket carries it.
    pub(crate) fn settle(&self, sid: Sid) {
        if let Some(entry) = self.lock().get_mut(&sid) {
            entry.door = None;
        }
    }

    /// Nothing more is accepted, and all sessions end.
    pub fn close(&self) {
        let sessions = self.lock();
        self.0.ending.send_replace(true);
        let peers: Vec<Peer> =
            sessions.values().map(|entry| entry.peer.clone()).collect();
        drop(sessions); // whoever ends takes the lock to be forgotten
        for peer in peers {
            peer.close(Reason::ServerShuttingDown);
        }
    }

    /// Completes when the engine has been closed.
    pub async fn closed(&self) {
        let mut ending = self.0.ending.subscribe();
        // An error would mean that the sender is gone, and we hold it.
        let _ = ending.wait_for(|ending| *ending).await;
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Sid, Entry>> {
        self.0.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
// ANCHOR_END: all

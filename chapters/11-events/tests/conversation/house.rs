//! A server of our own, and clients whose frames are made by hand, so that
//! no library tests itself.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use engine::{Engine, converse};
use events::{Args, Config, Io};
use kit::spawn;
use peer::Peer;
use wiretap::{MemoryStream, pair};

/// An engine with this behind it.
pub struct House {
    pub engine: Engine,
}

impl House {
    /// One that asks nobody whether he is there, for a day.
    pub fn new(io: Io) -> House {
        House::with(io, |config| {
            config.engine.ping_interval = Duration::from_secs(86_400);
        })
    }

    /// With other limits.
    pub fn with(io: Io, limit: impl FnOnce(&mut Config)) -> House {
        let mut config = Config::default();
        limit(&mut config);
        House { engine: io.into_engine(config) }
    }

    /// A session of protocol 5 that has joined nothing.
    pub async fn open(&self) -> Peer {
        self.begin(4).await
    }

    /// The same, and it has joined that namespace.
    pub async fn join(&self, namespace: &str) -> Peer {
        let mut peer = self.open().await;
        peer.join(namespace).await;
        peer
    }

    /// A session of protocol 4, which has joined `/` by opening.
    pub async fn old(&self) -> Peer {
        let mut peer = self.begin(3).await;
        peer.expect("40").await;
        peer
    }

    /// A connection on which nothing has been asked yet.
    pub fn tie(&self, (near, far): (MemoryStream, MemoryStream)) -> Peer {
        Peer::new(near, spawn(converse(far, self.engine.clone())))
    }

    /// A session that has joined nothing.
    pub async fn begin(&self, revision: u8) -> Peer {
        let mut peer = self.tie(pair());
        peer.begin(revision).await;
        peer
    }
}

/// What a program under test has noticed, in order.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub fn note(&self, what: impl Into<String>) {
        self.0.lock().unwrap().push(what.into());
    }

    /// All since the last time, once nothing else is going to happen.
    pub async fn take(&self) -> Vec<String> {
        tokio::time::sleep(Duration::from_nanos(1)).await; // allowed: paused
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// Of values that are always JSON.
pub fn args(json: &[serde_json::Value]) -> Args {
    json.iter().fold(Args::new(), |args, value| args.and(value).unwrap())
}

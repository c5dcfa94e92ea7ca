// ANCHOR: all
//! A server, before it has anything to listen on.

use std::collections::HashMap;
use std::sync::Arc;

use engine::Engine;

use crate::{Config, Connection, Namespace};

// ANCHOR: io
/// The namespaces of a server. All others are refused.
#[derive(Default)]
pub struct Io {
    namespaces: HashMap<String, Namespace>,
}

impl Io {
    /// Without any.
    pub fn new() -> Io {
        Io::default()
    }

    /// With this one: `/`, `/admin`.
    ///
    /// # Panics
    /// If the name does not begin with `/`, or has a `,` or a `?` in it:
    /// that is where a name ends.
    pub fn with(mut self, name: &str, namespace: Namespace) -> Io {
        assert!(name.starts_with('/') && !name.contains([',', '?']));
        self.namespaces.insert(name.to_string(), namespace);
        self
    }

    pub(crate) fn namespace(&self, name: &str) -> Option<&Namespace> {
        self.namespaces.get(name)
    }

    /// An engine of chapter 10, with this behind each session.
    pub fn into_engine(self, config: Config) -> Engine {
        let (io, sessions) = (Arc::new(self), config.engine.clone());
        Engine::new(sessions, move |peer| {
            let known = Some(io.clone());
            let connection = Connection::new(peer, known, &config);
            Box::new(connection.begin(&io, config.connect_timeout))
        })
    }
}
// ANCHOR_END: io
// ANCHOR_END: all

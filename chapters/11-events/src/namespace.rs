// ANCHOR: all
//! A namespace of a server: who may join, and what happens then.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use serde::Serialize;
use serde_json::Value;

use crate::Socket;

// ANCHOR: namespace
/// What a server does with those who ask for a namespace.
pub struct Namespace {
    pub(crate) allow: Box<Allow>,
    pub(crate) connect: Box<Connect>,
    pub(crate) ids: Arc<AtomicU64>,
}

type Allow = dyn Fn(&Socket) -> Result<(), Refused> + Send + Sync;
type Connect = dyn Fn(&Socket) + Send + Sync;

/// Why somebody may not join: the data of a CONNECT_ERROR.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Refused {
    /// For people.
    pub message: String,
    /// For programs, if there is something.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub data: Value,
}

impl Namespace {
    /// Lets everybody in, and calls `connect` with each new socket: that is
    /// where a program says what it listens for.
    pub fn new(connect: impl Fn(&Socket) + Send + Sync + 'static) -> Self {
        let allow = Box::new(|_: &Socket| Ok(()));
        let (connect, ids) = (Box::new(connect), Arc::default());
        Namespace { allow, connect, ids }
    }

    /// Lets in only those whom `allow` lets in. It looks at what they say of
    /// themselves ([`Socket::auth`]). What it tells them waits, and is heard
    /// only by those whom it lets in.
    pub fn allow(
        mut self,
        allow: impl Fn(&Socket) -> Result<(), Refused> + Send + Sync + 'static,
    ) -> Namespace {
        self.allow = Box::new(allow);
        self
    }
}

impl Refused {
    /// With nothing but this message.
    pub fn new(message: &str) -> Refused {
        Refused { message: message.to_string(), data: Value::Null }
    }
}
// ANCHOR_END: namespace
// ANCHOR_END: all

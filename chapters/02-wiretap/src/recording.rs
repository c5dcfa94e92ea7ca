// ANCHOR: all
//! What passed by, and when: at both ends of the wire.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

// ANCHOR: piece
/// One thing that travelled over a tapped wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Which connection, counted from 1.
    pub connection: usize,
    /// Which way it went.
    pub direction: Direction,
    /// What it was.
    pub event: Event,
    /// When its sender's end of the wire took it, since the start.
    pub sent: Duration,
    /// When the other end delivered it, on the same clock. `None`: never.
    pub received: Option<Duration>,
}

/// Which way a piece travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the client to the server.
    ToServer,
    /// From the server to the client.
    ToClient,
}

/// What can be seen to travel: bytes, and two ways to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Bytes, as many as one read brought or one slice holds.
    Bytes(Bytes),
    /// The sender will write no more (the stream's end: a FIN).
    Fin,
    /// The connection was torn down (a RST).
    Rst,
}
// ANCHOR_END: piece

/// Hands every piece of one connection to whoever wants to see it.
#[derive(Clone)]
pub struct Recorder {
    started: Instant,
    connection: usize,
    sink: Arc<dyn Fn(Piece) + Send + Sync>,
}

impl Recorder {
    /// A recorder whose clock starts now.
    pub fn new(sink: impl Fn(Piece) + Send + Sync + 'static) -> Recorder {
        let (started, sink) = (Instant::now(), Arc::new(sink));
        Recorder { started, connection: 1, sink }
    }

    /// The same clock and the same sink, for another connection.
    pub fn for_connection(&self, connection: usize) -> Recorder {
        Recorder { connection, ..self.clone() }
    }

    /// Time since the start.
    pub fn now(&self) -> Duration {
        self.started.elapsed()
    }

    /// Tells what happened.
    pub fn record(
        &self,
        direction: Direction,
        event: Event,
        sent: Duration,
        received: Option<Duration>,
    ) {
        let connection = self.connection;
        (self.sink)(Piece { connection, direction, event, sent, received });
    }
}

/// Pieces kept for later, in the order in which they were delivered.
#[derive(Clone, Default)]
pub struct Recording(Arc<Mutex<Vec<Piece>>>);

impl Recording {
    /// A recorder that keeps all it is told here.
    pub fn recorder(&self) -> Recorder {
        let recording = self.clone();
        Recorder::new(move |piece| recording.lock().push(piece))
    }

    /// A copy of what has been kept so far.
    pub fn pieces(&self) -> Vec<Piece> {
        self.lock().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Piece>> {
        // A panic elsewhere cannot leave a half-pushed piece behind.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
// ANCHOR_END: all

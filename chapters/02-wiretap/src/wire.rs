// ANCHOR: all
//! What a wire does to the bytes that it carries.

use std::num::NonZeroUsize;
use std::time::Duration;

use crate::link::link;
use crate::memory::{MemoryStream, pair};
use crate::recording::Recorder;

// ANCHOR: wire
/// A wire between one client and one server. The default wire is perfect.
#[derive(Clone, Debug, Default)]
pub struct Wire {
    /// One way: a round trip takes twice as long.
    pub delay: Duration,
    /// The most bytes that are delivered at once. `None`: as they came.
    pub slice: Option<NonZeroUsize>,
    /// How it ends, once that many bytes have been delivered, both ways
    /// together. `None`: when both peers have finished.
    pub end: Option<(usize, Death)>,
}

/// Three ways to lose a connection. They look different from either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Death {
    /// An orderly end: "I shall write no more."
    Fin,
    /// Torn down: "There is no such connection."
    Rst,
    /// A pulled cable: nothing at all, for ever.
    Silence,
}
// ANCHOR_END: wire

// ANCHOR: connect
impl Wire {
    /// Two streams in memory with this wire between them: the client's end
    /// and the server's. Needs a tokio runtime; with a paused clock, times
    /// are exact.
    pub fn connect(self, recorder: Recorder) -> (MemoryStream, MemoryStream) {
        let (client, near) = pair();
        let (server, far) = pair();
        tokio::spawn(link(near, far, self, recorder));
        (client, server)
    }
}
// ANCHOR_END: connect
// ANCHOR_END: all

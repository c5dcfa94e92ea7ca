// ANCHOR: all
//! A session, as the layer above sees it.

use std::iter;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use room::Batch;
use tokio::time::{Instant, sleep};

use crate::outbox::Outbox;
use crate::{Message, Reason, Revision, Sid};

// ANCHOR: peer
/// Whom to talk to. Copies lead to the same session, from any task.
///
/// What is said waits in an outbox until a poll comes for it, or the
/// WebSocket's task wakes up. Nobody waits for a slow peer.
#[derive(Clone)]
pub struct Peer(Arc<Parts>);

struct Parts {
    sid: Sid,
    revision: Revision,
    outbox: Outbox,
}

impl Peer {
    /// For which at most `max_queued` bytes wait.
    pub(crate) fn new(revision: Revision, max_queued: usize) -> Peer {
        let outbox = Outbox::new(max_queued);
        Peer(Arc::new(Parts { sid: Sid::fresh(), revision, outbox }))
    }

    /// The session's id, a secret between the two sides.
    pub fn sid(&self) -> Sid {
        self.0.sid
    }

    /// What it speaks.
    pub fn revision(&self) -> Revision {
        self.0.revision
    }

    /// Says something. If more waits than is allowed, the session is closed
    /// as [`Reason::TooSlow`]. After its end nothing is said.
    pub fn send(&self, message: Message) {
        self.push(message.into_packet());
    }

    /// Says all of these, as if they were one: nothing else comes between
    /// them, and if they are too many, none is said.
    ///
    /// The iterator runs under the outbox's lock: it must not use this peer.
    pub fn send_all<M>(&self, messages: M)
    where
        M: IntoIterator<Item = Message>,
        M::IntoIter: Clone,
    {
        let messages = messages.into_iter();
        self.0.outbox.push(messages.map(Message::into_packet));
    }

    pub(crate) fn push(&self, packet: Bytes) {
        self.0.outbox.push(iter::once(packet));
    }

    /// Whether nothing waits: what is said now leaves at once.
    pub fn is_idle(&self) -> bool {
        self.0.outbox.size() == 0
    }

    /// Whether it is still open, and fewer bytes than this wait.
    pub(crate) fn has_room(&self, enough: usize) -> bool {
        self.0.outbox.has_room(enough)
    }

    /// Ends the session. What was said before is delivered, if the peer
    /// still takes it. The first reason stands.
    pub fn close(&self, reason: Reason) {
        self.0.outbox.close(reason);
    }

    /// Why it was closed, if it was.
    pub fn closed(&self) -> Option<Reason> {
        self.0.outbox.ending().map(|(reason, _)| reason)
    }
}
// ANCHOR_END: peer

/// For those who carry the packets away.
impl Peer {
    /// All that waits, as soon as there is something. `None`: it was closed,
    /// and everything has been taken.
    pub(crate) async fn take(&self) -> Option<Batch> {
        self.0.outbox.take().await
    }

    /// Completes when there is no more time for last words: at once for one
    /// that is too slow, `goodbye` after the end for all others.
    pub(crate) async fn cut(&self, goodbye: Duration) -> Reason {
        let (reason, end) = self.0.outbox.closed().await;
        if reason != Reason::TooSlow {
            sleep(goodbye.saturating_sub(end.elapsed())).await;
        }
        reason
    }
}

// ANCHOR: handler
/// What is behind a session. The engine calls it from one task at a time, in
/// the order in which things happen, and it must not wait: whoever has to
/// wait for something spawns a task, with a copy of the [`Peer`].
pub trait Handler: Send + 'static {
    /// The peer has said this.
    fn message(&mut self, message: Message);

    /// When [`Handler::late`] is to be called, if at all.
    fn deadline(&self) -> Option<Instant> {
        None
    }

    /// The deadline has passed.
    fn late(&mut self) {}

    /// The session is over. Nothing comes after this.
    fn closed(&mut self, _reason: Reason) {}
}
// ANCHOR_END: handler
// ANCHOR_END: all

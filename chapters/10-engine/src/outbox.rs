// ANCHOR: all
//! What waits to be carried to one peer.

use std::collections::VecDeque;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use room::Batch;
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::Reason;

// ANCHOR: outbox
/// Chapter 04's outbox, for a session: packets that belong together count as
/// one, and whoever closes it says why.
pub struct Outbox {
    max_size: usize,
    queue: Mutex<Queue>,
    /// Wakes [`Outbox::take`].
    news: Notify,
    /// Wakes [`Outbox::closed`].
    closing: Notify,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Bytes>,
    /// Bytes of `waiting`, with a handle for each packet,
    size: usize,
    /// and of the batch that was taken and may not have left yet.
    taken: usize,
    ending: Option<(Reason, Instant)>,
}
// ANCHOR_END: outbox

impl Queue {
    fn held(&self) -> usize {
        self.size + self.taken
    }
}

impl Outbox {
    /// For at most so many bytes.
    pub fn new(max_size: usize) -> Outbox {
        let (news, closing) = (Notify::new(), Notify::new());
        Outbox { max_size, queue: Mutex::default(), news, closing }
    }

    // ANCHOR: push
    /// Puts them at the end, with nothing between them. If all together do
    /// not fit, none is put there, and it is closed.
    pub fn push(&self, packets: impl Iterator<Item = Bytes> + Clone) {
        let sizes = packets.clone().map(|p| p.len() + room::Outbox::HANDLE);
        let size: usize = sizes.sum();
        let mut queue = self.lock();
        if queue.ending.is_some() {
            return;
        }
        let held = queue.held();
        if held > 0 && held + size > self.max_size {
            drop(queue);
            return self.close(Reason::TooSlow);
        }
        queue.size += size;
        queue.waiting.extend(packets);
        drop(queue);
        self.news.notify_one();
    }

    /// From now on nothing is put there. The first reason stands.
    pub fn close(&self, reason: Reason) {
        let mut queue = self.lock();
        if queue.ending.is_none() {
            queue.ending = Some((reason, Instant::now()));
            drop(queue);
            self.news.notify_one();
            self.closing.notify_one();
        }
    }
    // ANCHOR_END: push

    /// Waits for packets and takes all there are. `None`: it has been closed,
    /// and everything has been taken. Whoever comes back for more says that
    /// what was taken before has left.
    pub async fn take(&self) -> Option<Batch> {
        loop {
            {
                let mut queue = self.lock();
                queue.taken = mem::take(&mut queue.size);
                if !queue.waiting.is_empty() {
                    return Some(mem::take(&mut queue.waiting).into());
                }
                if queue.ending.is_some() {
                    return None;
                }
            }
            self.news.notified().await;
        }
    }

    /// Waits until it has been closed: why, and when.
    pub async fn closed(&self) -> (Reason, Instant) {
        loop {
            if let Some(ending) = self.ending() {
                return ending;
            }
            self.closing.notified().await;
        }
    }

    /// Why and when it was closed, if it was.
    pub fn ending(&self) -> Option<(Reason, Instant)> {
        self.lock().ending
    }

    /// How many bytes it holds now.
    pub fn size(&self) -> usize {
        self.lock().held()
    }

    /// Whether it is still open, and holds less than this.
    pub fn has_room(&self, enough: usize) -> bool {
        let queue = self.lock();
        queue.ending.is_none() && queue.held() < enough
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
// ANCHOR_END: all

// ANCHOR: all
//! What waits to be written to one peer: so much, and no more.

use std::collections::VecDeque;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::Notify;

use crate::Batch;

// ANCHOR: outbox
/// A queue between everybody who has something to tell one peer, and the one
/// task that writes to it. It holds at most `max_size` bytes, or a single
/// message that is larger, and at the very end one last line.
///
/// Pushing never waits. That is the point: whoever speaks in a room must not
/// have to wait for the slowest of those who listen.
#[derive(Debug)]
pub struct Outbox {
    max_size: usize,
    queue: Mutex<Queue>,
    /// Wakes [`Outbox::take`].
    news: Notify,
    /// Wakes [`Outbox::closed`].
    closing: Notify,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: VecDeque<Bytes>,
    /// Bytes of `waiting`, with [`Outbox::HANDLE`] for each message,
    size: usize,
    /// and of the batch that was taken and may not be written yet.
    taken: usize,
    closed: bool,
}

/// The message did not fit: the peer does not read fast enough.
#[derive(Debug, PartialEq, Eq)]
pub struct Full;
// ANCHOR_END: outbox

impl Outbox {
    /// A message costs more than its bytes. Without this, a flood of empty
    /// lines would fill the memory with handles to nothing.
    pub const HANDLE: usize = mem::size_of::<Bytes>();

    /// An empty queue for at most `max_size` bytes.
    pub fn new(max_size: usize) -> Outbox {
        let (news, closing) = (Notify::new(), Notify::new());
        Outbox { max_size, queue: Mutex::default(), news, closing }
    }

    // ANCHOR: push
    /// Puts a message at the end of the queue. After [`Outbox::close`]
    /// nothing is put there any more.
    ///
    /// # Errors
    /// [`Full`] when it does not fit. What to do then is the room's decision.
    pub fn push(&self, message: Bytes) -> Result<(), Full> {
        let mut queue = self.lock();
        if queue.closed {
            return Ok(());
        }
        let size = message.len() + Self::HANDLE;
        let held = queue.size + queue.taken;
        if held > 0 && held + size > self.max_size {
            return Err(Full);
        }
        queue.size += size;
        queue.waiting.push_back(message);
        drop(queue); // whoever is woken can have the lock at once
        self.news.notify_one();
        Ok(())
    }
    // ANCHOR_END: push

    // ANCHOR: take
    /// Waits for messages and takes all there are. `None`: it has been
    /// closed, and everything has been taken.
    ///
    /// Whoever comes back for more has written what was taken before: only
    /// then that stops counting.
    pub async fn take(&self) -> Option<Batch> {
        loop {
            {
                // This lock is never held across an `.await`, so it may be
                // the simple one of the standard library.
                let mut queue = self.lock();
                queue.taken = mem::take(&mut queue.size);
                if !queue.waiting.is_empty() {
                    return Some(mem::take(&mut queue.waiting).into());
                }
                if queue.closed {
                    return None;
                }
            }
            self.news.notified().await;
        }
    }
    // ANCHOR_END: take

    /// Takes one last message, whatever else is waiting, and no more.
    pub fn close(&self, last: Option<Bytes>) {
        let mut queue = self.lock();
        if !queue.closed {
            queue.closed = true;
            if let Some(last) = last {
                queue.size += last.len() + Self::HANDLE;
                queue.waiting.push_back(last);
            }
            drop(queue);
            self.news.notify_one();
            self.closing.notify_one();
        }
    }

    /// Waits until it has been closed.
    pub async fn closed(&self) {
        while !self.lock().closed {
            self.closing.notified().await;
        }
    }

    /// How many bytes it holds now, a handle for each message included.
    pub fn size(&self) -> usize {
        let queue = self.lock();
        queue.size + queue.taken
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        // A panic elsewhere cannot leave a half-changed queue behind.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
// ANCHOR_END: all

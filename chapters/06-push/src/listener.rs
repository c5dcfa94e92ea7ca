// ANCHOR: all
//! One who hears without asking again.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use room::Outbox;
use tokio::time::timeout;

use crate::board::whole;
use crate::{Board, HEARTBEAT, Since};

/// A stream of events. Dropped, it is forgotten.
pub struct Listener {
    board: Board,
    number: u64,
    since: Since,
    outbox: Arc<Outbox>,
}

impl Listener {
    pub(crate) fn new(
        board: Board,
        number: u64,
        since: Since,
        outbox: Arc<Outbox>,
    ) -> Listener {
        Listener { board, number, since, outbox }
    }

    // ANCHOR: next
    /// First what was missed, then what is said, and a heartbeat if nothing
    /// is said for so long. `None`: the board has closed, or whoever listens
    /// was too slow.
    pub async fn next(&mut self, heartbeat: Duration) -> Option<Bytes> {
        if !self.since.is_empty() {
            return Some(std::mem::take(&mut self.since).into_bytes());
        }
        match timeout(heartbeat, self.outbox.take()).await {
            Ok(batch) => batch.map(whole),
            Err(_) => Some(HEARTBEAT),
        }
    }
    // ANCHOR_END: next
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.board.forget(self.number);
    }
}
// ANCHOR_END: all

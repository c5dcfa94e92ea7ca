// ANCHOR: all
//! Is anybody there?

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep};

// ANCHOR: heartbeat
/// Notices a peer who is gone without a word: a cable that was pulled sends
/// no FIN. Whatever arrives is a sign of life; a question is sent only after
/// a silence.
#[derive(Debug)]
pub struct Heartbeat {
    last: Mutex<Instant>,
    /// It is time to send a ping.
    pub ask: Notify,
}

impl Default for Heartbeat {
    /// The beginning is the first sign of life.
    fn default() -> Heartbeat {
        let last = Mutex::new(Instant::now());
        Heartbeat { last, ask: Notify::new() }
    }
}

impl Heartbeat {
    /// Something has arrived.
    pub fn heard(&self) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) =
            Instant::now();
    }

    fn last(&self) -> Instant {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Completes `every + patience` after the last sign of life. We have
    /// asked `every` after it.
    pub async fn stops(&self, every: Duration, patience: Duration) {
        loop {
            let last = self.last();
            sleep(every.saturating_sub(last.elapsed())).await;
            // Whatever has come meanwhile has moved the end of the silence.
            if self.last() == last {
                self.ask.notify_one();
                sleep(patience).await;
                if self.last() == last {
                    return;
                }
            }
        }
    }
}
// ANCHOR_END: heartbeat
// ANCHOR_END: all

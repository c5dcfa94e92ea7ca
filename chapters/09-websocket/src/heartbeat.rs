// ANCHOR: all
//! Is anybody there?

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::sleep;

// ANCHOR: heartbeat
/// Notices a peer who is gone without a word: a cable that was pulled sends
/// no FIN. Whatever arrives is a sign of life; a question is sent only after
/// a silence.
#[derive(Debug, Default)]
pub struct Heartbeat {
    heard: AtomicBool,
    /// It is time to send a ping.
    pub ask: Notify,
}

impl Heartbeat {
    /// Something has arrived.
    pub fn heard(&self) {
        self.heard.store(true, Ordering::Relaxed);
    }

    /// Completes when nothing has arrived for `every`, we have asked, and no
    /// answer has come for `patience`. With `patience <= every`, a dead peer
    /// is noticed after at least `every + patience` and at most
    /// `2 * every + patience`.
    pub async fn stops(&self, every: Duration, patience: Duration) {
        let silent = || !self.heard.swap(false, Ordering::Relaxed);
        loop {
            sleep(every).await;
            if silent() {
                self.ask.notify_one();
                sleep(patience).await;
                if silent() {
                    return;
                }
            }
        }
    }
}
// ANCHOR_END: heartbeat
// ANCHOR_END: all

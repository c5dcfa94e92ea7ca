//! Exercise 11.2: ask, and do not wait for ever (extend, 20 minutes).
//!
//! Page: "Events", section *Your turn*.
//!
//! Both sides of chapter 11 can ask. Write the part that remembers who asks:
//!
//! - each question gets a number that no other question has had;
//! - the answer with that number goes to whoever has asked, whatever else is
//!   answered before;
//! - whoever has waited for `limit` hears that there is no answer;
//! - a number that nobody waits for is no fault;
//! - whoever does not wait any more is not remembered, or memory grows with
//!   each question that nobody answers.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::oneshot;

/// Who waits for which answer.
#[derive(Default)]
pub struct Acks(Mutex<Inner>);

#[derive(Default)]
pub struct Inner {
    /// The number of the next question.
    pub next: u64,
    /// To tell whoever waits for that number.
    pub waiting: HashMap<u64, oneshot::Sender<String>>,
}

impl Acks {
    /// Calls `send` with a number for a question, which it sends at once, and
    /// waits for the answer, which may come while `send` is still running.
    /// `None`: there was none within `limit`.
    pub async fn ask(
        &self,
        send: impl FnOnce(u64),
        limit: Duration,
    ) -> Option<String> {
        kit::not_yet!("11.2 ask, and wait no longer than `limit`")
    }

    /// An answer has come, with this number. It may be there before `send`
    /// is back.
    pub fn answered(&self, id: u64, answer: &str) {
        kit::not_yet!("11.2 tell whoever waits for it")
    }

    /// How many are remembered.
    pub fn size(&self) -> usize {
        self.0.lock().unwrap().waiting.len()
    }
}

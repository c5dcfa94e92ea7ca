//! Misconception: whoever is woken by a change has something to tell.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

pub async fn long_poll(
    mut messages: watch::Receiver<Vec<String>>,
    after: usize,
    limit: Duration,
) -> Vec<String> {
    if messages.borrow().len() <= after {
        let _ = timeout(limit, messages.changed()).await;
    }
    messages.borrow().iter().skip(after).cloned().collect()
}

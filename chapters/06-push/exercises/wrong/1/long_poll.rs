//! Misconception: a long poll waits for the next message, whatever was said
//! before.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

pub async fn long_poll(
    mut messages: watch::Receiver<Vec<String>>,
    after: usize,
    limit: Duration,
) -> Vec<String> {
    match timeout(limit, messages.changed()).await {
        Ok(Ok(())) => messages.borrow().iter().skip(after).cloned().collect(),
        _ => Vec::new(),
    }
}

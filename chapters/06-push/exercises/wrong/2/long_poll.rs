//! Misconception: waiting means to look again every so often.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep};

pub async fn long_poll(
    messages: watch::Receiver<Vec<String>>,
    after: usize,
    limit: Duration,
) -> Vec<String> {
    let start = Instant::now();
    while start.elapsed() < limit {
        let all = messages.borrow().clone();
        if all.len() > after {
            return all[after..].to_vec();
        }
        sleep(Duration::from_secs(1)).await;
    }
    Vec::new()
}

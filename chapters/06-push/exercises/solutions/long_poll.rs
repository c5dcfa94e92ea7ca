use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

pub async fn long_poll(
    mut messages: watch::Receiver<Vec<String>>,
    after: usize,
    limit: Duration,
) -> Vec<String> {
    let more = messages.wait_for(|all| all.len() > after);
    match timeout(limit, more).await {
        Ok(Ok(all)) => all[after..].to_vec(),
        // The limit, or nobody is left who could say anything.
        Err(_) | Ok(Err(_)) => Vec::new(),
    }
}

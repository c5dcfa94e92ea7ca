//! Misconception: whoever says nothing for long enough is gone.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::timeout;

#[derive(Debug, PartialEq, Eq)]
pub enum End {
    Dead,
    Closed,
}

pub async fn watch(
    mut arrivals: mpsc::Receiver<()>,
    _pings: mpsc::UnboundedSender<()>,
    every: Duration,
    patience: Duration,
) -> End {
    loop {
        match timeout(every + patience, arrivals.recv()).await {
            Ok(Some(())) => {}
            Ok(None) => return End::Closed,
            Err(_) => return End::Dead,
        }
    }
}

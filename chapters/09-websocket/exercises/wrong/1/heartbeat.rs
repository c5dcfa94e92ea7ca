//! Misconception: a ping that could be sent has reached somebody.

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
    pings: mpsc::UnboundedSender<()>,
    every: Duration,
    _patience: Duration,
) -> End {
    loop {
        match timeout(every, arrivals.recv()).await {
            Ok(Some(())) => {}
            Ok(None) => return End::Closed,
            Err(_) if pings.send(()).is_err() => return End::Dead,
            Err(_) => {}
        }
    }
}

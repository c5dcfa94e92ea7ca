//! Misconception: two questions are safer than one.

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
    patience: Duration,
) -> End {
    loop {
        match timeout(every, arrivals.recv()).await {
            Ok(Some(())) => continue,
            Ok(None) => return End::Closed,
            Err(_) => {
                let _ = pings.send(());
                let _ = pings.send(());
            }
        }
        match timeout(patience, arrivals.recv()).await {
            Ok(Some(())) => {}
            Ok(None) => return End::Closed,
            Err(_) => return End::Dead,
        }
    }
}

//! Misconception: a heart beats all the time, whoever talks meanwhile.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

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
        sleep(every).await;
        let _ = pings.send(());
        match timeout(patience, arrivals.recv()).await {
            Ok(Some(())) => {}
            Ok(None) => return End::Closed,
            Err(_) => return End::Dead,
        }
    }
}

//! Misconception: waits that double are enough to spare the server.

use std::time::Duration;

use tokio::time::sleep;

pub enum Try {
    Failed,
    Lost,
    Refused,
    Done,
}

pub async fn keep_trying(
    mut connect: impl AsyncFnMut() -> Try,
    mut _luck: impl FnMut() -> f64,
) -> bool {
    let mut whole = Duration::from_secs(1);
    loop {
        match connect().await {
            Try::Done => return true,
            Try::Refused => return false,
            Try::Lost => whole = Duration::from_secs(1),
            Try::Failed => {}
        }
        sleep(whole).await;
        whole = (2 * whole).min(Duration::from_secs(30));
    }
}

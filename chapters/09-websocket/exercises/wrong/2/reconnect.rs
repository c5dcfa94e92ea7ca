//! Misconception: whoever asks often enough is let in; and a wait that has
//! grown is for life.

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
    mut luck: impl FnMut() -> f64,
) -> bool {
    let mut whole = Duration::from_secs(1);
    loop {
        if let Try::Done = connect().await {
            return true;
        }
        sleep(whole.mul_f64(0.5 + luck() / 2.0)).await;
        whole = (2 * whole).min(Duration::from_secs(30));
    }
}

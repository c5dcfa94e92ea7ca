//! Exercise 09.2: come back, but not all at once.

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
    let (first, longest) = (Duration::from_secs(1), Duration::from_secs(30));
    let mut whole = first;
    loop {
        match connect().await {
            Try::Done => return true,
            Try::Refused => return false,
            Try::Lost => whole = first,
            Try::Failed => {}
        }
        sleep(whole.mul_f64(0.5 + luck() / 2.0)).await;
        whole = (2 * whole).min(longest);
    }
}

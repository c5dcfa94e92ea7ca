//! Misconception: the limit is a lid on what luck has chosen; and one luck
//! is enough for a client.

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
    let luck = luck();
    loop {
        match connect().await {
            Try::Done => return true,
            Try::Refused => return false,
            Try::Lost => whole = first,
            Try::Failed => {}
        }
        sleep(whole.mul_f64(0.5 + luck / 2.0).min(longest)).await;
        whole = whole.saturating_mul(2).min(64 * first);
    }
}

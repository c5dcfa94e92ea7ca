//! Every wait has a limit, and says what it waited for.

use std::panic::resume_unwind;
use std::time::Duration;

use tokio::time::{Instant, timeout};

use crate::spawn::next_panic;

/// A learner's machine may be slow; nothing here takes longer than that.
const REAL: Duration = Duration::from_secs(10);
/// On a paused clock an hour passes at once when nothing else can happen.
const PAUSED: Duration = Duration::from_secs(3600);

/// Waits for `future`, but not for ever, and not once a task that was
/// started with [`spawn`](crate::spawn) has panicked: then it panics too.
///
/// `what` completes the sentence "waiting for …".
pub async fn within<T>(what: &str, future: impl Future<Output = T>) -> T {
    let paused = clock_is_paused();
    let limit = if paused { PAUSED } else { REAL };
    tokio::select! {
        biased;
        panic = next_panic() => resume_unwind(panic),
        done = timeout(limit, future) => match done {
            Ok(value) => value,
            Err(_) if paused => panic!(
                "waiting for {what}: nothing more was going to happen"
            ),
            Err(_) => panic!(
                "waiting for {what}: it did not come within {} s",
                REAL.as_secs()
            ),
        },
    }
}

/// tokio does not tell, but a paused clock stands still while a real one
/// moves. One that is not paused is that real one, and moves with it.
fn clock_is_paused() -> bool {
    let (start, real) = (Instant::now(), std::time::Instant::now());
    while real.elapsed().is_zero() {
        std::hint::spin_loop();
    }
    Instant::now() == start
}

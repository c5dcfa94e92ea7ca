// ANCHOR: all
//! How fast one guest may speak.

use std::time::Duration;

use tokio::task::yield_now;
use tokio::time::{Instant, sleep};

/// Lets a burst pass at once, and then one line every so often.
///
/// Without it, a guest who pastes a book fills the outboxes of all who read
/// at the speed of their line, and they would be cut off in its place. A
/// guest who is too fast is not told off: we simply do not read for a while,
/// its socket fills up, and its own system makes it wait.
#[derive(Debug)]
pub struct Pace {
    burst: u32,
    every: Duration,
    /// When the lines so far would be through, one after the other.
    through: Instant,
}

impl Pace {
    /// `burst` lines at once, then one in `every`.
    pub fn new(burst: u32, every: Duration) -> Pace {
        Pace { burst, every, through: Instant::now() }
    }

    /// Counts one line, and waits until it is in order to read the next:
    /// `through <= now + burst * every`. Whoever need not wait lets all
    /// others have their turn first, so that what one guest has just said is
    /// on its way before the same guest says more.
    pub async fn line(&mut self) {
        let now = Instant::now();
        self.through = self.through.max(now) + self.every;
        let ahead = self.through - now;
        match ahead.checked_sub(self.every * self.burst) {
            Some(wait) if !wait.is_zero() => sleep(wait).await,
            _ => yield_now().await,
        }
    }
}
// ANCHOR_END: all

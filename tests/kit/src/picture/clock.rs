//! Times as a reader wants them: one unit a picture, no needless digits.

use std::time::Duration;

/// How the times of one picture are written.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    seconds: bool,
    decimals: usize,
}

impl Clock {
    /// Seconds from one second on; as many decimals as tell all times apart
    /// (at most three).
    pub(super) fn for_times(
        times: impl Iterator<Item = Duration> + Clone,
    ) -> Clock {
        let second = Duration::from_secs(1);
        let seconds = times.clone().any(|time| time >= second);
        let unit = if seconds { 1_000_000_000 } else { 1_000_000 };
        let exact = |decimals: &usize| {
            let step = unit / 10_u128.pow(*decimals as u32);
            times.clone().all(|time| time.as_nanos() % step == 0)
        };
        let decimals = (0..3).find(exact).unwrap_or(3);
        Clock { seconds, decimals }
    }

    /// An instant: `1.05 s`, `50 ms`.
    pub(super) fn at(self, time: Duration) -> String {
        let factor = if self.seconds { 1.0 } else { 1e3 };
        let unit = if self.seconds { "s" } else { "ms" };
        format!("{:.*} {unit}", self.decimals, time.as_secs_f64() * factor)
    }

    /// How long something took, in the unit that suits it.
    pub(super) fn long(self, time: Duration) -> String {
        let times = std::iter::once(time);
        Clock::for_times(times).at(time)
    }
}

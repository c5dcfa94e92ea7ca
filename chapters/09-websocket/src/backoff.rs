// ANCHOR: all
//! How long to wait before the next try.

use std::time::Duration;

// ANCHOR: backoff
/// Twice as long after each failure, and never twice the same: a thousand
/// clients that have lost their server at the same moment must not come back
/// at the same moment
/// ([RFC 6455 §7.2.3](https://www.rfc-editor.org/rfc/rfc6455#section-7.2.3)).
#[derive(Clone, Debug)]
pub struct Backoff {
    first: Duration,
    longest: Duration,
    failures: u32,
}

impl Backoff {
    /// Waits up to `first` after the first failure, and never more than
    /// `longest`.
    pub fn new(first: Duration, longest: Duration) -> Backoff {
        Backoff { first, longest, failures: 0 }
    }

    /// The next wait: between a half and the whole of `first * 2^n`. `luck`
    /// is a random number from 0 to 1.
    pub fn wait(&mut self, luck: f64) -> Duration {
        let factor = 2_u32.saturating_pow(self.failures);
        self.failures = self.failures.saturating_add(1);
        let whole = self.first.saturating_mul(factor).min(self.longest);
        whole.mul_f64(0.5 + luck.clamp(0.0, 1.0) / 2.0)
    }

    /// It has worked: begin anew.
    pub fn reset(&mut self) {
        self.failures = 0;
    }
}
// ANCHOR_END: backoff
// ANCHOR_END: all

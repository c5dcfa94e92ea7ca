// ANCHOR: all
//! Is anybody there? In EIO=4 the server asks, in EIO=3 the client.

use std::time::Duration;

use tokio::time::Instant;

use crate::Reason;

// ANCHOR: heartbeat
/// One side of the heartbeat. It has no clock: whoever has one asks it for
/// its [`deadline`](Heartbeat::deadline), and comes back then.
///
/// ```text
///            every
///  (quiet) --------> ask --+
///     ^                    | patience
///     +------ heard -------+---------> ping timeout
/// ```
///
/// The side that answers stands at the right all the time: it waits `every +
/// patience` for the next question.
#[derive(Debug)]
pub struct Heartbeat {
    asks: bool,
    every: Duration,
    patience: Duration,
    /// Whether it waits for a sign of life, and not for its time to ask.
    waits: bool,
    deadline: Instant,
}

impl Heartbeat {
    /// The side that asks, `every` after each answer, and waits so long.
    pub fn asks(every: Duration, patience: Duration, now: Instant) -> Self {
        let deadline = now + every;
        Heartbeat { asks: true, every, patience, waits: false, deadline }
    }

    /// The side that is asked.
    pub fn answers(every: Duration, patience: Duration, now: Instant) -> Self {
        let deadline = now + every + patience;
        Heartbeat { asks: false, every, patience, waits: true, deadline }
    }

    /// Whether it is this side that asks.
    pub fn is_asking(&self) -> bool {
        self.asks
    }

    /// A question or an answer has come, whichever we wait for.
    pub fn heard(&mut self, now: Instant) {
        self.waits = !self.asks;
        self.deadline = match self.asks {
            true => now + self.every,
            false => now + self.every + self.patience,
        };
    }

    /// When [`Heartbeat::tick`] has something to do.
    pub fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Whether it is time to ask.
    ///
    /// # Errors
    /// [`Reason::PingTimeout`]: too late.
    pub fn tick(&mut self, now: Instant) -> Result<bool, Reason> {
        if now < self.deadline {
            return Ok(false);
        }
        if self.waits {
            return Err(Reason::PingTimeout);
        }
        self.waits = true;
        self.deadline = now + self.patience;
        Ok(true)
    }
}
// ANCHOR_END: heartbeat
// ANCHOR_END: all

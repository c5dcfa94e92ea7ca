// ANCHOR: all
//! A voice of the server's own, so that there is something to hear.

use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval_at};

use crate::Board;

/// Says something each time, until it is dropped.
pub async fn speak(board: &Board, every: Duration) {
    let mut ticks = interval_at(Instant::now() + every, every);
    // A machine that was asleep does not make up for what it has not said.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for number in 1.. {
        ticks.tick().await;
        // Nothing is wrong with that name, nor with that text.
        let _ = board.say("server", &format!("tick {number}")).await;
    }
}
// ANCHOR_END: all

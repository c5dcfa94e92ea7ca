//! What each exercise has to do.

mod broadcast;
mod farewell;
mod slow_reader;
mod stall;
mod who_hears;

use std::time::Duration;

const MS: Duration = Duration::from_millis(1);
const HOUR: Duration = Duration::from_secs(3600);

/// A numbered line of so many bytes, its end included.
fn text(number: usize, size: usize) -> String {
    format!("{:-<1$}", format!("line {number} "), size - 1)
}

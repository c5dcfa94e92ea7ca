//! Exercise 09.1: notice a dead peer (extend, 15 minutes).
//!
//! Page: "Is anybody there?", section *Your turn*.
//!
//! A cable was pulled, and nobody has told us. Write the one who notices:
//!
//! - while something arrives at least once in `every`, do nothing;
//! - after a silence of `every`, send one ping;
//! - if then nothing arrives for `patience`, the peer is dead;
//! - whatever arrives is a sign of life, not only the answer to the ping;
//! - if the peer closes, nobody is dead.

use std::time::Duration;

use tokio::sync::mpsc;

/// How it ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    /// The peer has not answered in time.
    Dead,
    /// `arrivals` has ended: `recv` gives `None`.
    Closed,
}

/// Each item of `arrivals` means that something has come from the peer. To
/// send a ping, send a `()` to `pings`.
pub async fn watch(
    mut arrivals: mpsc::Receiver<()>,
    pings: mpsc::UnboundedSender<()>,
    every: Duration,
    patience: Duration,
) -> End {
    kit::not_yet!("09.1 notice a dead peer")
}

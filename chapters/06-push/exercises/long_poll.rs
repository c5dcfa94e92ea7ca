//! Exercise 06.1: answer a long poll (extend, 10 minutes).
//!
//! Page: "A server that wants to speak", section *Your turn*.
//!
//! `messages` shows all that has been said so far, and can be waited on:
//! `messages.borrow()` looks at it, `messages.changed().await` completes when
//! something more has been said, `messages.wait_for(|all| …).await` when
//! what you ask for is true.
//!
//! A client has heard the first `after` messages. Answer it:
//!
//! - at once, if more than that has been said already;
//! - otherwise as soon as something is said;
//! - with nothing, if nothing is said for as long as `limit`.

use std::time::Duration;

use tokio::sync::watch;

/// What has been said since the client has heard `after` messages.
pub async fn long_poll(
    messages: watch::Receiver<Vec<String>>,
    after: usize,
    limit: Duration,
) -> Vec<String> {
    kit::not_yet!("06.1 let the answer wait until there is something to say")
}

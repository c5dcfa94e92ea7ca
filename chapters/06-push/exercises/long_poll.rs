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
//! - otherwise as soon as more than that has been said;
//! - with nothing, if that has not happened after `limit`.
//!
//! It may have heard more than was said here so far, from a server that was
//! started anew since: then `after` is larger than the number of messages.
//! And `changed` tells of every change that this receiver has not looked at,
//! old ones too.

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

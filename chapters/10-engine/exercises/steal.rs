//! Exercise 10.5: somebody else's session (attack, 10 minutes).
//!
//! Page: "A session", section *Your turn*.
//!
//! A server wants ids that nobody can guess. It takes eleven random bytes
//! when it starts, and behind them a number of four bytes, which begins
//! anywhere and grows by one with each session (and behind the largest comes
//! 0). All fifteen are written as base64, so each id looks like luck.
//!
//! You have just opened a session there, and have been told your id. Which
//! one has whoever came in right before you?

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

/// The id of the session before `mine`.
pub fn before(mine: &str) -> String {
    kit::not_yet!("10.5 somebody else's session id")
}

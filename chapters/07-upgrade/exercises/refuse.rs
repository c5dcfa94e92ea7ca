//! Exercise 07.2: refuse what is no handshake (attack, 20 minutes).
//!
//! Page: "One line for both", section *Your turn*.
//!
//! This doorkeeper has read half of the RFC. It lets in whoever says the word
//! `websocket`. Attack it: which requests should not come in? Then mend it.
//! The tests send some thirty, and tell you which one was let in, or kept out.
//!
//! It answers with a status:
//!
//! - 405: the method is not `GET`
//! - 400: not exactly one `Host`
//! - 426: `Upgrade` does not name `websocket`
//! - 400: `Connection` does not name `Upgrade`
//! - 426: not exactly one `Sec-WebSocket-Version`, `13`
//! - 400: not exactly one `Sec-WebSocket-Key`, of 24 characters, the last two
//!   of them `==`
//! - 403: an `Origin` is there, and is not [`HOME`]
//! - 101: otherwise
//!
//! If several are wrong, the first of these. `head.start` has the method,
//! `head.values("host")` all values of a field; names are in lower case there.

use request::{Head, Start};

/// Pages from here may connect. So may whoever is no page.
pub const HOME: &str = "http://localhost:3000";

/// The status of the answer.
pub fn status(head: &Head) -> u16 {
    // Delete the next line, then mend what follows.
    kit::not_yet!("07.2 refuse what is no handshake");
    let Start::Request { .. } = &head.start else { return 400 };
    let upgrade = head.values("upgrade").next().unwrap_or_default();
    if upgrade.contains("websocket") {
        return 101;
    }
    400
}

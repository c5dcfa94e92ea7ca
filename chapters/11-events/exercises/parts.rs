//! Exercise 11.1: the parts of a packet (extend, 20 minutes).
//!
//! Page: "Events", section *Your turn*.
//!
//! Take a text message apart:
//!
//! ```text
//! 4  5     2-             /admin,      7     ["baz",{"_placeholder":true,…
//! |  kind  [attachments-] [namespace,] [id]  [data]
//! Engine.IO: a message
//! ```
//!
//! - A kind is `0` to `6`. Only `5` and `6` have a count of attachments, and
//!   they always have one.
//! - A namespace begins with `/` and ends with a comma, or with the message.
//!   If there is none, it is `/`.
//! - An id is digits. What is left is the data, whatever it is.
//!
//! What cannot be taken apart is `None`. Nothing that a stranger sends may
//! make you panic.

/// What was in a message.
#[derive(Debug, PartialEq)]
pub struct Parts<'a> {
    /// `0` to `6`.
    pub kind: char,
    /// How many binary messages follow.
    pub attachments: u64,
    /// `/` if none is named. Without the comma.
    pub namespace: &'a str,
    /// If there is one.
    pub id: Option<u64>,
    /// Empty if there is none.
    pub data: &'a str,
}

/// Takes a message apart. It begins with Engine.IO's `4`.
pub fn take_apart(message: &str) -> Option<Parts<'_>> {
    let _ = message;
    kit::not_yet!("11.1 take a packet apart")
}

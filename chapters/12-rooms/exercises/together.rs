//! Exercise 12.3: put a binary back together (build, 20 minutes).
//!
//! Page: "Rooms", section *Your turn*.
//!
//! Somebody has said `socket.emit("photo", bytes, "me")`. On the wire that is
//! a text message and a binary one:
//!
//! ```text
//! 51-["photo",{"_placeholder":true,"num":0},"me"]
//! ff d8 ff e0 …
//! ```
//!
//! Engine.IO's `4` is gone already. Take the messages as they come, and give
//! the event as soon as all of it is there. Attachments come in the order of
//! their numbers; their placeholders may stand in any order. All of them are
//! arguments by themselves, never inside of another one. What no honest peer
//! sends is `Err(Broken)`:
//!
//! - a binary message that nobody has announced,
//! - a text message, while an attachment is missing,
//! - a placeholder whose `num` is not a number below the count.

use serde_json::Value;

/// An argument of an event.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    Json(Value),
    Binary(Vec<u8>),
}

/// An event: its name, and its arguments.
pub type Event = (String, Vec<Argument>);

/// The peer does not keep to the protocol.
#[derive(Debug, PartialEq)]
pub struct Broken;

/// What has come of an event that is not complete. Change it as you like.
#[derive(Default)]
pub struct Puzzle {
    /// How many attachments are missing.
    missing: usize,
    /// The header's array.
    header: Vec<Value>,
    /// Those that have come.
    attachments: Vec<Vec<u8>>,
}

impl Puzzle {
    /// A text message: `2[…]` is an event without attachments, `5N-[…]` one
    /// with N of them, and at least one. Others do not come here.
    pub fn text(&mut self, text: &str) -> Result<Option<Event>, Broken> {
        kit::not_yet!("12.3 a header comes")
    }

    /// A binary message.
    pub fn binary(&mut self, bytes: &[u8]) -> Result<Option<Event>, Broken> {
        kit::not_yet!("12.3 an attachment comes")
    }
}

/// How many attachments a text message announces, and its array. Use it.
fn header(text: &str) -> Result<(usize, Vec<Value>), Broken> {
    let (count, json) = match text.split_at_checked(1) {
        Some(("2", json)) => ("0", json),
        Some(("5", rest)) => rest.split_once('-').ok_or(Broken)?,
        _ => return Err(Broken),
    };
    let count = count.parse().map_err(|_| Broken)?;
    Ok((count, serde_json::from_str(json).map_err(|_| Broken)?))
}

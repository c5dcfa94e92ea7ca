// ANCHOR: all
//! How a message travels: as an event of the
//! [HTML standard §9.2](https://html.spec.whatwg.org/multipage/server-sent-events.html).

use bytes::Bytes;

// ANCHOR: event
/// A message with its number, in bytes that all who hear it share:
///
/// ```text
/// id: 17
/// data: ann: hello
/// ```
///
/// and an empty line, which ends it. The room lets no control character
/// pass, so no line end is inside of `text`.
pub fn event(number: u64, text: &str) -> Bytes {
    Bytes::from(format!("id: {number}\ndata: {text}\n\n"))
}

/// Says that something is missing, and from which number on it goes on.
pub fn gap(number: u64, why: &str) -> Bytes {
    Bytes::from(format!("id: {number}\nevent: gap\ndata: {why}\n\n"))
}

/// A line that begins with a colon is a comment. It says nothing to whoever
/// reads; it shows that somebody is still there.
pub const HEARTBEAT: Bytes = Bytes::from_static(b":\n\n");
// ANCHOR_END: event
// ANCHOR_END: all

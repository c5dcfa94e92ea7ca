//! Exercise 03.2: two bytes of length (extend, 20 minutes).
//!
//! Page: "A stream is not messages", section *Your turn*.
//!
//! DNS, the phone book of the internet, puts two bytes in front of each
//! message that it sends over TCP: the message's length, the most
//! significant byte first
//! ([RFC 1035 §4.2.2](https://www.rfc-editor.org/rfc/rfc1035#section-4.2.2)).
//! Write both directions, with a limit.

/// The message is longer than it may be: it has so many bytes.
#[derive(Debug, PartialEq)]
pub struct TooLong(pub usize);

/// The length in two bytes, then the message. An error when two bytes cannot
/// hold the length.
pub fn encode(message: &[u8]) -> Result<Vec<u8>, TooLong> {
    kit::not_yet!("03.2 put the length in front")
}

/// Takes the next message out of the buffer, with the length that stands in
/// front of it. `Ok(None)`, and the buffer untouched: not all of it is there
/// yet. An error as soon as it is certain that the message has more than
/// `max_size` bytes.
pub fn decode(
    buffer: &mut Vec<u8>,
    max_size: usize,
) -> Result<Option<Vec<u8>>, TooLong> {
    kit::not_yet!("03.2 take the next message out of the buffer")
}

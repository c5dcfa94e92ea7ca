//! Exercise 08.7: two ways to bring a server down (attack, 15 minutes).
//!
//! Page: "How to end", section *Your turn*.
//!
//! A server reads frames as a client should send them: masked, their lengths
//! in the shortest form, no reserved bits, messages not inside of messages.
//! It closes the connection of whoever does otherwise. It has one limit: the
//! fragments of a message may not have more than a mebibyte together. It
//! looks at it when a fragment has come.
//!
//! Write the bytes that bring it down, twice.

/// It sets memory aside for a frame as soon as it knows the frame's length.
/// Make it ask for more than a tebibyte, with 14 bytes or less.
pub fn memory() -> Vec<u8> {
    kit::not_yet!("08.7 announce a frame")
}

/// Keep it busy for ever, with a message that never ends. You send the first
/// bytes once, and the second ones over and over again.
pub fn time() -> (Vec<u8>, Vec<u8>) {
    kit::not_yet!("08.7 a message that never ends")
}

//! Exercise 02.2: what the other side got (extend, 10 minutes).
//!
//! Page: "See every byte", section *Your turn*.
//!
//! A recording holds the pieces of both directions, and also those that
//! never arrived. Give back the bytes that one side has really received.

use wiretap::{Direction, Event, Piece};

/// All bytes that were delivered in that direction, in order.
pub fn delivered(pieces: &[Piece], direction: Direction) -> Vec<u8> {
    kit::not_yet!("02.2 keep one direction, and only what arrived")
}

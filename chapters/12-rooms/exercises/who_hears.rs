//! Exercise 12.1: who hears what (predict, 5 minutes).
//!
//! Page: "Rooms", section *Your turn*.
//!
//! Ann and Bob are in the room `red`, Bob and Cid in `blue`, and Dan is in
//! none. Replace each `"???"` by the names of those who hear it, in the order
//! of the alphabet and with commas: `"ann,bob"`. If there is none, write
//! `"nobody"`.

/// `rooms.to("red").to("blue")`
pub const RED_AND_BLUE: &str = "???";

/// `rooms.to("red").except("blue")`
pub const RED_BUT_NOT_BLUE: &str = "???";

/// `rooms.except("red")`
pub const NOT_RED: &str = "???";

/// `rooms.broadcast(&ann).to("blue")`, Ann's socket
pub const FROM_ANN_TO_BLUE: &str = "???";

/// `rooms.broadcast(&bob)`, Bob's socket
pub const FROM_BOB: &str = "???";

/// `rooms.to("green")`
pub const GREEN: &str = "???";

/// Dan's connection has been standing still for a minute, and some kilobytes
/// wait for him: `rooms.all().volatile()`.
pub const VOLATILE: &str = "???";

/// Of `rooms.to("red").to("blue")`, how often does Bob hear it? Write a
/// number, such as `"7"`.
pub const BOB_HEARS_IT: &str = "???";

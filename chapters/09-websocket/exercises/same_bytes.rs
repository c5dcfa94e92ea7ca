//! Exercise 09.3: the same bytes? (predict, 5 minutes)
//!
//! Page: "The same by library", section *Your turn*.
//!
//! Ann and Bob are in the room. Replace each `"???"` by a number, such as
//! `"42"`.

/// Ann says `hello`. How many bytes does her browser write for it?
pub const BYTES_UP: &str = "???";

/// And how many does Bob's browser read, `ann: ` included?
pub const BYTES_DOWN: &str = "???";

/// Bob sends two bytes, as binary. With which code does the room close?
pub const CODE_FOR_BINARY: &str = "???";

/// Bob sends a text of 5000 bytes; `max_message` is 4096. With which code?
pub const CODE_FOR_TOO_LONG: &str = "???";

/// A client forgets to mask. With which code does chapter 08 close?
pub const CODE_FOR_NO_MASK: &str = "???";

/// The same client meets the library alone, without a line of ours. How many
/// bytes does it read before the end of the stream?
pub const BYTES_OF_THE_LIBRARY: &str = "???";

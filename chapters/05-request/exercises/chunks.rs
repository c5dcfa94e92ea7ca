//! Exercise 05.2: chunks (extend, 20 minutes).
//!
//! Page: "What a request costs", section *Your turn*.
//!
//! A body in chunks: a line with the chunk's size in hex, the chunk, a line
//! end, and so on. The last chunk has size 0 and is followed by an empty
//! line. Each line ends with `\r\n`.
//!
//! ```text
//! 4\r\nping\r\n0\r\n\r\n
//! ```
//!
//! Behind a size there may be a `;` and words that nobody needs. (Fields
//! behind the last chunk are left out here.)

/// This can never become a body.
#[derive(Debug, PartialEq)]
pub struct BadChunk;

/// The most bytes that a body may have.
pub const MAX_SIZE: usize = 64;

/// Decodes the body that begins where `bytes` begins. Gives it, with the
/// number of bytes that its chunks took. `Ok(None)`: not all of it is there
/// yet.
///
/// An error when a size is no hex number, when no line end stands behind a
/// chunk, or when the body has more than `MAX_SIZE` bytes: as soon as that
/// is certain.
pub fn decode(bytes: &[u8]) -> Result<Option<(Vec<u8>, usize)>, BadChunk> {
    kit::not_yet!("05.2 put the chunks together")
}

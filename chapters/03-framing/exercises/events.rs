//! Exercise 03.4: read by read (predict, 10 minutes).
//!
//! Page: "A stream is not messages", section *Your turn*.
//!
//! What does this chapter's `LineDecoder` give after each of these reads?
//!
//! | read | brings        |
//! |------|---------------|
//! | 1    | `pi`          |
//! | 2    | `ng\npong`    |
//! | 3    | `\r`          |
//! | 4    | `\n\npi`      |
//!
//! Replace each `"???"`.

/// One row for each read, on a line of its own. In it, each line that comes
/// out, in brackets: `[hello]`, or `[hello][you]` for two, or `[]` for an
/// empty one; a row `-` when nothing comes out.
///
/// For two other reads, `a\n` and then `b`, this would be right:
///
/// ```text
/// "[a]\n-"
/// ```
///
/// and this as well, with the rows below each other:
///
/// ```text
/// "
/// [a]
/// -
/// "
/// ```
pub const LINES_AFTER_EACH_READ: &str = "???";

/// How many bytes the message `grün` takes on the wire as a line, for
/// example `"12"`.
pub const BYTES_AS_A_LINE: &str = "???";

/// How many it takes with this chapter's length in front.
pub const BYTES_WITH_ITS_LENGTH: &str = "???";

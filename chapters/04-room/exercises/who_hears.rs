//! Exercise 04.4: who hears what? (predict, 5 minutes)
//!
//! Page: "A room full of people", section *Your turn*.
//!
//! This is what happens in a room, one line after the other:
//!
//! 1. ann connects and says her name, `ann`;
//! 2. bob connects, and says nothing yet;
//! 3. ann says `hello`;
//! 4. bob says `ann`, and then `bob`;
//! 5. bob says `hi`, then an empty line, then `bye`;
//! 6. cid connects and says `cid`;
//! 7. bob finishes (a FIN);
//! 8. ann says `who is still here?`.
//!
//! Replace each `"???"`. A number is a string too: `"7"`.

/// All lines that bob reads, one under the other, from his connecting to his
/// end. The room's own lines look like these: `* your name?`,
/// `* error: dan is here already`, `* welcome, dan; others here: 7`,
/// `* dan joined`, `* dan left`. What a guest says has its name in front.
pub const BOB_READS: &str = "???";

/// How many lines does ann read after her welcome?
pub const LINES_FOR_ANN: &str = "???";

/// How many times is `ann: who is still here?` encoded?
pub const TIMES_ENCODED: &str = "???";

// ANCHOR: all
//! What a guest may be called.

use crate::Refused;

/// The most characters in a name.
const MAX_LENGTH: usize = 32;

/// Letters and digits of any script, `-` and `_`.
///
/// Not a star, a space or a colon: what the room itself says begins with
/// `* `, what a guest says with its name and `: `. So nobody can put words
/// into the room's mouth, or into another guest's.
pub(crate) fn check(name: &str) -> Result<(), Refused> {
    let allowed = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    // Counted in characters: a limit in bytes would be unfair to most of
    // the world's scripts.
    let length = name.chars().take(MAX_LENGTH + 1).count();
    match (1..=MAX_LENGTH).contains(&length) && name.chars().all(allowed) {
        true => Ok(()),
        false => Err(Refused::BadName { max_length: MAX_LENGTH }),
    }
}
// ANCHOR_END: all

// ANCHOR: all
//! What a guest may be called.

use crate::Refused;

/// The most characters in a name.
pub(crate) const MAX_LENGTH: usize = 32;

/// Letters and digits of ASCII, `-` and `_`: among all letters of the world
/// there are pairs that no eye tells apart, such as the Latin and the
/// Cyrillic `a`.
///
/// Not a star, a space or a colon: what the room itself says begins with
/// `* `, what a guest says with its name and `: `. So nobody can put words
/// into the room's mouth, or into another guest's.
pub(crate) fn check(name: &str) -> Result<(), Refused> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    match (1..=MAX_LENGTH).contains(&name.len()) && name.chars().all(allowed) {
        true => Ok(()),
        false => Err(Refused::BadName { max_length: MAX_LENGTH }),
    }
}
// ANCHOR_END: all

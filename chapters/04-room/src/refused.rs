// ANCHOR: all
//! What a room does not do, and why.

/// A guest asked for something that the room refuses. The guest may try
/// again, unless it is [`Refused::Over`].
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// See [`Guest::join`](crate::Guest::join).
    #[error("a name has 1 to {max_length} of a-z, A-Z, 0-9, - and _")]
    BadName {
        /// The most characters in a name.
        max_length: usize,
    },
    /// Somebody is here under this name.
    #[error("{name} is here already")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// A control character can move the cursor of everybody who reads it, or
    /// turn the line around.
    #[error("control characters are not passed on")]
    ControlCharacter,
    /// The guest has no place in the room (any more): it was never given a
    /// name, or it was cut off, or the room has closed.
    #[error("you are not in the room")]
    Over,
}
// ANCHOR_END: all

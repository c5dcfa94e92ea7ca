// ANCHOR: all
//! Who is meant.

// ANCHOR: audience
/// Everybody in one of the rooms, or everybody if there are none, without
/// those who are in a room of `except`. Each socket is in a room of its own,
/// which has the name of its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// Whoever is in two of them is told once.
    pub rooms: Vec<String>,
    /// Whoever is in one of these is not told.
    pub except: Vec<String>,
    /// Only those of this server, if there are several.
    pub local: bool,
    /// Only those for whom nothing else waits.
    pub volatile: bool,
}

impl Audience {
    /// One socket, or all in one room.
    pub fn of(room: &str) -> Audience {
        let rooms = vec![room.to_string()];
        Audience { rooms, ..Audience::default() }
    }
}
// ANCHOR_END: audience
// ANCHOR_END: all

// ANCHOR: all
//! Why a socket has left.

use engine::Reason;

// ANCHOR: departure
/// Who has ended it, or what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Departure {
    /// This side has.
    ByUs,
    /// The other side has.
    ByPeer,
    /// The whole session is over.
    Session(Reason),
}

impl Departure {
    /// In the words of the official server.
    pub fn in_server(self) -> String {
        match self {
            Departure::ByUs => "server namespace disconnect".to_string(),
            Departure::ByPeer => "client namespace disconnect".to_string(),
            Departure::Session(reason) => reason.to_string(),
        }
    }

    /// In the words of the official client.
    pub fn in_client(self) -> String {
        match self {
            Departure::ByUs => "io client disconnect".to_string(),
            Departure::ByPeer => "io server disconnect".to_string(),
            Departure::Session(reason) => reason.to_string(),
        }
    }
}
// ANCHOR_END: departure
// ANCHOR_END: all

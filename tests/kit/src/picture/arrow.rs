//! One thing that travelled, ready to be drawn.

use std::time::Duration;

use wiretap::{Direction, Event, Piece};

use super::visible::{count_of, visible};

/// What is drawn between the two lifelines: a piece of a recording, or a
/// segment of a packet capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// Which way it went.
    pub direction: Direction,
    /// What it says: text, hex, or the name of a segment (`SYN-ACK`).
    pub label: String,
    /// What it cost or meant, in few words: `4 bytes`. May be empty.
    pub detail: String,
    /// When the sender let go of it.
    pub sent: Duration,
    /// When the other side had it. `None`: never.
    pub received: Option<Duration>,
    /// How it is drawn.
    pub kind: Kind,
    /// How many bytes it carried (for runs that are drawn as one).
    pub size: u64,
}

/// How an arrow is drawn. Never by colour alone: each has its own line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Bytes that the application sent.
    Data,
    /// Such bytes too, on the one connection among several that is meant to
    /// stand out: a WebSocket beside requests.
    Beside,
    /// A segment without them: SYN, ACK.
    Control,
    /// The end of one direction.
    Fin,
    /// The end of everything.
    Rst,
    /// Stands for several that were left out.
    More,
}

impl Arrow {
    /// A segment of a packet capture: `SYN` from the client, at once there.
    pub fn segment(
        direction: Direction,
        label: &str,
        sent: Duration,
        received: Option<Duration>,
    ) -> Arrow {
        let kind = match label {
            _ if label.contains("RST") => Kind::Rst,
            _ if label.contains("FIN") => Kind::Fin,
            _ => Kind::Control,
        };
        let (label, detail) = (label.to_owned(), String::new());
        Arrow { direction, label, detail, sent, received, kind, size: 0 }
    }
}

impl From<&Piece> for Arrow {
    fn from(piece: &Piece) -> Arrow {
        let (label, size, kind) = match &piece.event {
            Event::Bytes(bytes) => {
                (visible(bytes), bytes.len() as u64, Kind::Data)
            }
            Event::Fin => ("FIN".to_owned(), 0, Kind::Fin),
            Event::Rst => ("RST".to_owned(), 0, Kind::Rst),
        };
        let detail = match kind {
            Kind::Data => count_of(size, "bytes"),
            _ => String::new(),
        };
        let Piece { direction, sent, received, .. } = *piece;
        Arrow { direction, label, detail, sent, received, kind, size }
    }
}

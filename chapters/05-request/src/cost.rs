// ANCHOR: all
//! What a question costs: bytes, round trips, time.

use std::io;
use std::time::Duration;

use tokio::time::{Instant, sleep};
use wiretap::{Direction, Event, Piece, Recording, Wire};

use crate::{Client, Config, Packets, Way, answer};

/// What one question and its answer cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Bytes to the server.
    pub up: usize,
    /// Bytes to the client.
    pub down: usize,
    /// From the wish to ask to the last byte of the answer.
    pub time: Duration,
}

impl Cost {
    /// How often somebody waited for the other side.
    pub fn round_trips(&self, rtt: Duration) -> u32 {
        (self.time.as_secs_f64() / rtt.as_secs_f64()).round() as u32
    }

    /// The same with what TCP and IP put around it: a model.
    pub fn packets(&self, way: Way) -> Packets {
        match way.kept {
            true => Packets::kept(self.up, self.down),
            false => Packets::fresh(self.up, self.down),
        }
    }
}

// ANCHOR: simulated
/// Asks in this way over a wire in memory, and gives what the wire saw. On a
/// paused clock the time is exact.
///
/// The wire begins where TCP has done its work. So the opening of a fresh
/// connection is a stated part of the model: one round trip before the first
/// byte may leave.
///
/// # Errors
/// When the server does not answer: never, over this wire.
pub async fn simulated(way: Way, rtt: Duration) -> io::Result<Cost> {
    let recording = Recording::default();
    let wire = Wire { delay: rtt / 2, ..Wire::default() };
    let mut start = Instant::now();
    if !way.kept {
        sleep(rtt).await; // SYN there, SYN-ACK back
    }
    let (client, server) = wire.connect(recording.recorder());
    let serving = tokio::spawn(async move {
        let _ = answer(&Config::default(), server).await;
    });
    let (mut client, request) = (Client::new(client), way.request());
    if way.kept {
        client.ask(&request).await?;
        start = Instant::now();
    }
    let before = recording.pieces().len();
    client.ask(&request).await?;
    let (up, down) = spent(&recording.pieces()[before..]);
    let time = start.elapsed();
    serving.abort();
    Ok(Cost { up, down, time })
}
// ANCHOR_END: simulated

/// The bytes of a recording, up and down.
pub fn spent(pieces: &[Piece]) -> (usize, usize) {
    let size = |direction| {
        let ours = pieces.iter().filter(|piece| piece.direction == direction);
        let sizes = ours.map(|piece| match &piece.event {
            Event::Bytes(bytes) => bytes.len(),
            Event::Fin | Event::Rst => 0,
        });
        sizes.sum()
    };
    (size(Direction::ToServer), size(Direction::ToClient))
}

// ANCHOR: setup
/// What has to happen before a fresh connection may ask, in round trips. The
/// rows that nobody has run are computed from these.
#[derive(Clone, Copy, Debug)]
pub struct Setup {
    /// Its name.
    pub name: &'static str,
    /// TCP's handshake, and that of TLS on top of it.
    pub round_trips: u32,
}

/// TLS 1.3 saved one of the two round trips that TLS 1.2 spends
/// ([RFC 8446 §2](https://www.rfc-editor.org/rfc/rfc8446#section-2)).
pub const SETUPS: [Setup; 2] = [
    Setup { name: "fresh, TLS 1.3", round_trips: 1 + 1 },
    Setup { name: "fresh, TLS 1.2", round_trips: 1 + 2 },
];
// ANCHOR_END: setup
// ANCHOR_END: all

//! What a message costs.

use std::time::Duration;

use request::{Packets, spent};
use wiretap::{Direction, Event, Piece};

use crate::MS;
use crate::socket::{guest, joined};
use crate::way::{Heard, Way};

#[derive(Clone, Copy, Debug)]
pub struct Spent {
    /// Bytes that the programs write.
    pub up: usize,
    pub down: usize,
    /// With what TCP/IP puts around them: a model.
    pub packets: Packets,
    pub time: Duration,
    /// Bytes that somebody wanted to say.
    pub meant: usize,
}

impl Spent {
    /// For one message in ten seconds, in chapter 06's ways.
    pub fn hearing(way: Way, heard: &Heard) -> Spent {
        let pieces = heard.pieces.iter();
        // A question after the message belongs to the next one.
        let until = match way {
            Way::Poll => Duration::MAX,
            Way::Wait | Way::Events => heard.at[0],
        };
        let pieces = pieces.filter(|piece| piece.sent < until);
        let mut pieces: Vec<&Piece> = pieces.collect();
        if way == Way::Events {
            // The question and the head of the answer serve all messages.
            pieces.drain(..2);
        }
        let (mut up, mut down) = (0, 0);
        let (mut count, mut bytes) = (0, 0);
        let mut add = |asked: usize, answered: usize| {
            let packets = Packets::kept(asked, answered);
            (up, down) = (up + asked, down + answered);
            count += packets.count;
            bytes += packets.bytes;
        };
        let mut asked = 0;
        for piece in pieces {
            let size = size(piece);
            match piece.direction {
                Direction::ToServer => asked = size,
                Direction::ToClient => add(std::mem::take(&mut asked), size),
            }
        }
        assert_eq!(asked, 0, "each question has its answer");
        let packets = Packets { count, bytes };
        let meant = "ann: ping".len();
        Spent { up, down, packets, time: Duration::ZERO, meant }
    }

    fn of(pieces: &[Piece], time: Duration, meant: usize) -> Spent {
        let (up, down) = spent(pieces);
        Spent { up, down, packets: Packets::kept(up, down), time, meant }
    }
}

fn size(piece: &Piece) -> usize {
    match &piece.event {
        Event::Bytes(bytes) => bytes.len() - instrument(bytes),
        Event::Fin | Event::Rst => 0,
    }
}

/// In an answer to a browser chapter 06 says what the question has cost, for
/// the page of that chapter. That line is no part of the price of HTTP.
fn instrument(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split_inclusive("\r\n");
    let line = lines.find(|line| line.starts_with("request-size: "));
    line.map_or(0, str::len)
}

/// An echo, on a WebSocket that is open.
pub async fn asking(rtt: Duration) -> Spent {
    let mut client = guest(rtt, "/echo").await;
    let before = client.recording.pieces().len();
    let time = client.echo("ping").await;
    Spent::of(&client.recording.pieces()[before..], time, 2 * "ping".len())
}

/// What another guest says in the room.
pub async fn hearing(rtt: Duration) -> Spent {
    let (chat, mut client) = joined(rtt, "bob").await;
    let ann = chat.room().enter();
    ann.join("ann").unwrap();
    assert_eq!(client.hear().await, "* ann joined");
    tokio::time::sleep(MS).await; // allowed: the clock is paused
    let before = client.recording.pieces().len();
    let said = tokio::time::Instant::now();
    ann.say("ping").unwrap();
    assert_eq!(client.hear().await, "ann: ping");
    let time = said.elapsed();
    Spent::of(&client.recording.pieces()[before..], time, "ann: ping".len())
}

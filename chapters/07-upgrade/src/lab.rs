// ANCHOR: all
//! What was on the wire, for the page that is open beside it.
//!
//! A page's JavaScript is told of messages. It never sees a head, a frame or
//! a ping. So a tap in this process writes all that passes on a notice board
//! of chapter 06, and the page listens there, on a port of its own.

use std::fmt::Write;
use std::future::pending;

use push::{Board, Config};
use wiretap::{Direction, Event, Piece};

/// Of each piece, so many bytes are shown: as many as one read of a handshake
/// takes, so that a browser's whole head is there, with its key.
const SHOWN: usize = 1024;
/// So many bytes may wait for a page that reads slowly. A long message comes
/// in many pieces, and in hex each byte is two.
const QUEUED: usize = 256 * 1024;

/// A board on which a tap writes.
#[derive(Clone)]
pub struct Lab(Board);

impl Lab {
    /// Answers `GET /events` on this port, to pages of this machine and of
    /// `origins`, as long as the program runs. If the port is taken, nobody
    /// can watch, and nothing else is wrong.
    pub async fn open(port: u16, origins: &[String]) -> Lab {
        let (origins, max_queued) = (origins.to_vec(), QUEUED);
        let config = Config { origins, max_queued, ..Config::default() };
        let board = Board::new(config);
        match push::listen(port).await {
            Ok(listeners) => {
                if let Some(Ok(at)) = listeners.first().map(|l| l.local_addr())
                {
                    println!("the lab: http://{at}/events");
                }
                tokio::spawn(push::serve(board.clone(), listeners, pending()));
            }
            Err(error) => println!("no lab: {error}"),
        }
        Lab(board)
    }

    /// Whether somebody is listening at the moment.
    pub fn is_watched(&self) -> bool {
        self.0.free_places() < self.0.config().max_waiting
    }

    /// Tells all pages that listen.
    pub fn tell(&self, piece: &Piece) {
        self.0.publish(&line(piece));
    }
}

// ANCHOR: line
/// A piece as one line of JSON: its connection, its way, when it passed in
/// microseconds, and either its size and its first bytes in hex, or how this
/// way ended.
///
/// ```text
/// {"connection":1,"way":"down","us":25000,"size":7,"bytes":"810548656c6c6f"}
/// {"connection":1,"way":"up","us":75000,"end":"FIN"}
/// ```
pub fn line(piece: &Piece) -> String {
    let way = match piece.direction {
        Direction::ToServer => "up",
        Direction::ToClient => "down",
    };
    let (number, us) = (piece.connection, piece.sent.as_micros());
    let mut line = format!("{{\"connection\":{number},\"way\":\"{way}\",");
    let _ = write!(line, "\"us\":{us},");
    let _ = match &piece.event {
        Event::Fin => write!(line, "\"end\":\"FIN\"}}"),
        Event::Rst => write!(line, "\"end\":\"RST\"}}"),
        Event::Bytes(bytes) => {
            let (mut hex, size) = (String::new(), bytes.len());
            for byte in bytes.iter().take(SHOWN) {
                let _ = write!(hex, "{byte:02x}");
            }
            write!(line, "\"size\":{size},\"bytes\":\"{hex}\"}}")
        }
    };
    line
}
// ANCHOR_END: line
// ANCHOR_END: all

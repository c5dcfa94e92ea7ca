// ANCHOR: all
//! What was typed behind `cargo run -p chapter-02 --`.

use std::io;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;
use std::time;

use argh::FromArgs;
use humantime::Duration;
use wiretap::{Death, Wire};

/// A tapped wire: it shows every byte between a client and a server, and can
/// delay them, slice them, and cut them off.
#[derive(FromArgs)]
pub struct Arguments {
    /// nothing: chapter 01's server and client with the wire between them;
    /// serve: the wire alone, for programs of your own;
    /// connect: chapter 01's client alone
    #[argh(positional)]
    pub side: Option<Side>,

    /// the port that clients connect to (8889)
    #[argh(option, default = "8889")]
    pub port: u16,

    /// the server that the wire leads to (127.0.0.1:8888)
    #[argh(option, default = "SocketAddr::from(([127, 0, 0, 1], 8888))")]
    pub to: SocketAddr,

    /// time that bytes need, one way: 50ms
    #[argh(option, default = "time::Duration::ZERO.into()")]
    pub delay: Duration,

    /// deliver at most so many bytes at once
    #[argh(option)]
    pub slice: Option<NonZeroUsize>,

    /// after so many bytes, both ways together, end with a FIN
    #[argh(option)]
    pub close_after: Option<usize>,

    /// after so many bytes, end with a RST
    #[argh(option)]
    pub reset_after: Option<usize>,

    /// after so many bytes, deliver nothing any more
    #[argh(option)]
    pub freeze_after: Option<usize>,

    /// keep what passes in a file: text, or for Wireshark if it ends in
    /// .pcapng
    #[argh(option)]
    pub record: Option<PathBuf>,

    /// at the end, draw what has passed
    #[argh(switch)]
    pub draw: bool,

    /// time between two pings: 200ms (1s)
    #[argh(
        option,
        from_str_fn(pause),
        default = "time::Duration::from_secs(1).into()"
    )]
    pub every: Duration,

    /// end after so many reads that brought something
    #[argh(option)]
    pub count: Option<u64>,
}

/// A time that is not zero.
fn pause(text: &str) -> Result<Duration, String> {
    let pause: Duration = text.parse().map_err(|e| format!("{e}"))?;
    match pause.as_secs() {
        0 if pause.is_zero() => {
            Err("a timer cannot tick without a pause".to_string())
        }
        0..=86_400 => Ok(pause),
        _ => Err("a day is the longest pause".to_string()),
    }
}

/// Which programs to run.
#[derive(PartialEq)]
pub enum Side {
    Server,
    Client,
}

impl FromStr for Side {
    type Err = String;

    fn from_str(word: &str) -> Result<Side, String> {
        match word {
            "serve" => Ok(Side::Server),
            "connect" => Ok(Side::Client),
            _ => Err("expected serve, connect or nothing".to_string()),
        }
    }
}

impl Arguments {
    /// The wire that was asked for.
    pub fn wire(&self) -> io::Result<Wire> {
        let ends = [
            (self.close_after, Death::Fin),
            (self.reset_after, Death::Rst),
            (self.freeze_after, Death::Silence),
        ];
        let mut ends =
            ends.into_iter().filter_map(|(at, how)| Some((at?, how)));
        let (end, second) = (ends.next(), ends.next());
        if second.is_some() {
            return Err(io::Error::other("a wire can end in one way only"));
        }
        Ok(Wire { delay: *self.delay, slice: self.slice, end })
    }
}
// ANCHOR_END: all

// ANCHOR: all
//! What was typed behind `cargo run -p chapter-03 --`.

use std::str::FromStr;
use std::time::Duration;

use argh::FromArgs;

/// A ping/pong in lines: no network can cut it into the wrong pieces.
#[derive(FromArgs)]
pub struct Arguments {
    /// nothing: both sides in one process;
    /// serve: the server alone;
    /// connect: the client alone
    #[argh(positional)]
    pub side: Option<Side>,

    /// the server's port on 127.0.0.1 (8888)
    #[argh(option, default = "8888")]
    pub port: u16,

    /// time between two pings: 200ms (1s)
    #[argh(option, default = "seconds(1)", from_str_fn(pause))]
    pub every: Duration,

    /// end after so many pongs
    #[argh(option)]
    pub count: Option<u64>,

    /// the most bytes that the server takes in a line (8192)
    #[argh(option, default = "8192")]
    pub max_size: usize,

    /// the longest time that the server waits for a whole message (60s)
    #[argh(option, default = "seconds(60)", from_str_fn(pause))]
    pub idle: Duration,
}

/// Which part of the conversation this process plays.
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

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// A time that is not zero: a timer cannot tick without a pause.
fn pause(text: &str) -> Result<Duration, String> {
    match humantime::parse_duration(text) {
        Ok(time) if !time.is_zero() => Ok(time),
        _ => Err("expected a time such as 200ms or 2s".to_string()),
    }
}
// ANCHOR_END: all

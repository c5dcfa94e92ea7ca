// ANCHOR: all
//! What was typed behind `cargo run -p chapter-07 --`.

use std::str::FromStr;
use std::time::Duration;

use argh::FromArgs;
use room::screen;
use upgrade::Config;

/// The opening handshake of a WebSocket, and every byte of it.
#[derive(FromArgs)]
pub struct Arguments {
    /// serve, or nothing: the server;
    /// connect: one handshake with it
    #[argh(positional)]
    pub side: Option<Side>,

    /// the server's port on 127.0.0.1 and ::1 (8888)
    #[argh(option, default = "8888")]
    pub port: u16,

    /// serve: the port where pages see what was on the wire (8890)
    #[argh(option, default = "8890")]
    pub lab: u16,

    /// serve: another origin whose pages may connect, scheme and port
    /// included
    #[argh(option)]
    pub origin: Vec<String>,

    /// serve: the longest time for a whole head (10s)
    #[argh(option, default = "Config::default().patience", from_str_fn(time))]
    pub patience: Duration,
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

impl Arguments {
    /// What a client may do.
    pub fn config(&self) -> Config {
        let (patience, origins) = (self.patience, self.origin.clone());
        Config { patience, origins, log: screen::show, ..Config::default() }
    }
}

fn time(text: &str) -> Result<Duration, String> {
    match humantime::parse_duration(text) {
        Ok(time) if !time.is_zero() => Ok(time),
        _ => Err("expected a time such as 200ms or 2s".to_string()),
    }
}
// ANCHOR_END: all

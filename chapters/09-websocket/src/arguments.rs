// ANCHOR: all
//! What was typed behind `cargo run -p chapter-09 --`.

use std::str::FromStr;
use std::time::Duration;

use argh::FromArgs;
use websocket::{Backoff, Config, Link};

/// A chat room for browsers, over WebSockets.
#[derive(FromArgs)]
pub struct Arguments {
    /// serve, or nothing: the room;
    /// connect: a guest, who types and reads
    #[argh(positional)]
    pub side: Option<Side>,

    /// the room's port on 127.0.0.1 and ::1 (8888)
    #[argh(option, default = "8888")]
    pub port: u16,

    /// serve: the port where pages see what was on the wire (8890)
    #[argh(option, default = "8890")]
    pub lab: u16,

    /// serve: another origin whose pages may connect, scheme and port
    /// included
    #[argh(option)]
    pub origin: Vec<String>,

    /// so long after the last sign of life, ask whether somebody is there
    /// (25s)
    #[argh(option, default = "Config::default().heartbeat", from_str_fn(time))]
    pub heartbeat: Duration,

    /// and wait so long for the answer (10s)
    #[argh(option, default = "Config::default().patience", from_str_fn(time))]
    pub patience: Duration,

    /// connect: wait up to so long before the first new try; twice as long
    /// before the next, and 30s at most (1s)
    #[argh(option, default = "Duration::from_secs(1)", from_str_fn(time))]
    pub retry: Duration,

    /// connect: your name (guest)
    #[argh(option, default = "\"guest\".to_string()")]
    pub name: String,
}

/// Which part of the conversation this process plays.
#[derive(PartialEq)]
pub enum Side {
    Room,
    Guest,
}

impl FromStr for Side {
    type Err = String;

    fn from_str(word: &str) -> Result<Side, String> {
        match word {
            "serve" => Ok(Side::Room),
            "connect" => Ok(Side::Guest),
            _ => Err("expected serve, connect or nothing".to_string()),
        }
    }
}

impl Arguments {
    /// What the room allows.
    pub fn config(&self) -> Config {
        Config {
            heartbeat: self.heartbeat,
            patience: self.patience,
            origins: self.origin.clone(),
            ..Config::default()
        }
    }

    /// Where the guest goes.
    pub fn link(&self) -> Link {
        Link {
            port: self.port,
            name: self.name.clone(),
            backoff: Backoff::new(self.retry, Duration::from_secs(30)),
            heartbeat: self.heartbeat,
            patience: self.patience,
        }
    }
}

fn time(text: &str) -> Result<Duration, String> {
    match humantime::parse_duration(text) {
        Ok(time) if !time.is_zero() => Ok(time),
        _ => Err("expected a time such as 200ms or 2s".to_string()),
    }
}
// ANCHOR_END: all

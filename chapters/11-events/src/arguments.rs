// ANCHOR: all
//! What was typed behind `cargo run -p chapter-11 --`, or chapter 12's.

use std::str::FromStr;
use std::time::Duration;

use crate::Config;
use argh::FromArgs;

/// Socket.IO: a server, and a client of the same make.
#[derive(FromArgs)]
pub struct Arguments {
    /// serve, or nothing: the server;
    /// connect: a client, which says what is typed
    #[argh(positional)]
    pub side: Option<Side>,

    /// the server's port on 127.0.0.1 and ::1 (8888)
    #[argh(option, default = "8888")]
    pub port: u16,

    /// connect: the namespace to join (/)
    #[argh(option, default = "\"/\".to_string()")]
    pub namespace: String,

    /// serve: the port where pages see what was on the wire (8890)
    #[argh(option, default = "8890")]
    pub lab: u16,

    /// where requests are for Socket.IO (/socket.io/)
    #[argh(
        option,
        default = "engine::Config::default().path",
        from_str_fn(path)
    )]
    pub path: String,

    /// serve: how often we ask whether a client is there (25s)
    #[argh(
        option,
        default = "engine::Config::default().ping_interval",
        from_str_fn(time)
    )]
    pub ping_interval: Duration,

    /// serve: and how long we wait for the answer (20s)
    #[argh(
        option,
        default = "engine::Config::default().ping_timeout",
        from_str_fn(time)
    )]
    pub ping_timeout: Duration,

    /// serve: the longest time until a session joins a namespace, and until
    /// the attachments of a packet have come (45s)
    #[argh(
        option,
        default = "Config::default().connect_timeout",
        from_str_fn(time)
    )]
    pub connect_timeout: Duration,

    /// the most bytes in a body or a message (1000000)
    #[argh(option, default = "engine::Config::default().max_payload")]
    pub max_payload: usize,

    /// serve: another origin whose pages may connect, scheme and port
    /// included
    #[argh(option)]
    pub origin: Vec<String>,
}

/// Which part of the conversation this process plays.
#[derive(PartialEq)]
pub enum Side {
    /// The one that is there first.
    Server,
    /// One that comes.
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
    /// What a server allows.
    pub fn config(&self) -> Config {
        let engine = engine::Config {
            ping_interval: self.ping_interval,
            ping_timeout: self.ping_timeout,
            max_payload: self.max_payload,
            path: self.path.clone(),
            origins: self.origin.clone(),
            ..engine::Config::default()
        };
        let connect_timeout = self.connect_timeout;
        Config { engine, connect_timeout, ..Config::default() }
    }
}

fn time(text: &str) -> Result<Duration, String> {
    // A year: nobody waits longer, and two of them can be added.
    const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);
    match humantime::parse_duration(text) {
        Ok(time) if !time.is_zero() => Ok(time.min(LONGEST)),
        _ => Err("expected a time such as 200ms or 2s".to_string()),
    }
}

fn path(text: &str) -> Result<String, String> {
    match text.starts_with('/') && text.len() > 1 {
        true => Ok(text.to_string()),
        false => Err("expected a path such as /socket.io/".to_string()),
    }
}
// ANCHOR_END: all

// ANCHOR: all
//! What was typed behind `cargo run -p chapter-08 --`.

use std::str::FromStr;

use argh::FromArgs;
use frame::{Config, Limits};
use room::screen;

/// A WebSocket echo server, and every byte of it.
#[derive(FromArgs)]
pub struct Arguments {
    /// serve, or nothing: the server;
    /// connect: a client, who says one thing
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

    /// the most bytes in a message, and in a frame (1048576)
    #[argh(option, default = "Limits::default().message")]
    pub message: usize,

    /// connect: what to say (Hello)
    #[argh(option, default = "\"Hello\".to_string()")]
    pub say: String,
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
        let (limits, log) = (self.limits(), screen::show);
        let mut config = Config { limits, log, ..Config::default() };
        config.opening.origins = self.origin.clone();
        config
    }

    /// What a peer may send.
    pub fn limits(&self) -> Limits {
        let (frame, message) = (self.message, self.message);
        Limits { frame, message, ..Limits::default() }
    }
}
// ANCHOR_END: all

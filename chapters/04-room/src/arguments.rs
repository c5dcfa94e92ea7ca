// ANCHOR: all
//! What was typed behind `cargo run -p chapter-04 --`.

use std::io;
use std::str::FromStr;
use std::time::Duration;

use argh::FromArgs;
use room::Config;

/// A chat room: what one guest says, all others hear.
#[derive(FromArgs)]
pub struct Arguments {
    /// serve, or nothing: the room;
    /// connect: a guest, who types and reads
    #[argh(positional)]
    pub side: Option<Side>,

    /// the room's port on 127.0.0.1 (8888)
    #[argh(option, default = "8888")]
    pub port: u16,

    /// the longest time that a guest may say nothing (10m)
    #[argh(option, default = "Config::default().idle", from_str_fn(some_time))]
    pub idle: Duration,

    /// the most bytes in a line (1024)
    #[argh(option, default = "Config::default().max_line", from_str_fn(size))]
    pub line: usize,

    /// the most bytes that may wait for one guest (65536)
    #[argh(option, default = "Config::default().max_queued")]
    pub queue: usize,

    /// the longest time for last words when the room closes (5s)
    #[argh(option, default = "Config::default().goodbye", from_str_fn(time))]
    pub goodbye: Duration,
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
    /// What the room allows, and who is shown what happens in it.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidInput`] when the longest line could never be
    /// said without somebody being cut off.
    pub fn config(&self, log: fn(&str)) -> io::Result<Config> {
        let config = Config {
            max_line: self.line,
            max_queued: self.queue,
            idle: self.idle,
            goodbye: self.goodbye,
            log,
            ..Config::default()
        };
        let least = config.longest_message();
        if config.max_queued < least {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!(
                    "--queue {} is too small: with --line {}, one line can \
                     take {least} bytes",
                    self.queue, self.line
                ),
            ));
        }
        Ok(config)
    }
}

fn size(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(size @ 1..) => Ok(size),
        _ => Err("expected a number of bytes, at least 1".to_string()),
    }
}

fn some_time(text: &str) -> Result<Duration, String> {
    match time(text)? {
        Duration::ZERO => Err("expected more than no time at all".to_string()),
        time => Ok(time),
    }
}

fn time(text: &str) -> Result<Duration, String> {
    humantime::parse_duration(text)
        .map_err(|_| "expected a time such as 200ms or 10m".to_string())
}
// ANCHOR_END: all

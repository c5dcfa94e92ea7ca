// ANCHOR: all
//! What was typed behind `cargo run -p chapter-01 --`.

use std::time::Duration;

pub const HELP: &str = "\
A ping/pong over TCP: the server answers, the client asks once a second.

Usage: cargo run -p chapter-01 [-- [SIDE] [OPTIONS]]

SIDE   (none)      both sides in one process
       serve       the server alone
       connect     the client alone

OPTIONS
  --port PORT      the server's port on 127.0.0.1   (8888)
  --every TIME     between two pings: 200ms, 2s     (1s)
  --count N        end after N reads with a pong    (never: Ctrl-C ends it)
  --help           this text";

/// Which part of the conversation this process plays.
#[derive(PartialEq)]
pub enum Side {
    Both,
    Server,
    Client,
}

pub struct Arguments {
    pub side: Side,
    pub port: u16,
    pub every: Duration,
    pub count: Option<u64>,
}

impl Arguments {
    /// `Ok(None)` when `--help` was asked for.
    pub fn parse(
        mut words: impl Iterator<Item = String>,
    ) -> Result<Option<Arguments>, String> {
        let mut arguments = Arguments {
            side: Side::Both,
            port: 8888,
            every: Duration::from_secs(1),
            count: None,
        };
        while let Some(word) = words.next() {
            let mut value =
                || words.next().ok_or_else(|| format!("{word} needs a value"));
            match word.as_str() {
                "serve" => arguments.side = Side::Server,
                "connect" => arguments.side = Side::Client,
                "--port" => arguments.port = number(&value()?)?,
                "--every" => arguments.every = duration(&value()?)?,
                "--count" => arguments.count = Some(number(&value()?)?),
                "--help" | "-h" => return Ok(None),
                _ => return Err(format!("unknown argument {word:?}")),
            }
        }
        Ok(Some(arguments))
    }
}

fn number<N: std::str::FromStr>(text: &str) -> Result<N, String> {
    text.parse().map_err(|_| format!("{text:?} is not a number in range"))
}

/// `200ms` or `2s`, and not zero: a timer cannot tick without a pause.
fn duration(text: &str) -> Result<Duration, String> {
    let milliseconds = match text.strip_suffix("ms") {
        Some(digits) => digits.parse().ok(),
        None => text
            .strip_suffix('s')
            .and_then(|digits| digits.parse::<u64>().ok())
            .and_then(|seconds| seconds.checked_mul(1000)),
    };
    match milliseconds {
        Some(count) if count > 0 => Ok(Duration::from_millis(count)),
        _ => Err(format!("{text:?} is not a time such as 200ms or 2s")),
    }
}
// ANCHOR_END: all

// ANCHOR: all
//! What was typed behind `cargo run -p chapter-05 --`.

use std::str::FromStr;
use std::time::Duration;

use argh::FromArgs;

/// What a request costs: the same small question, asked in four ways.
#[derive(FromArgs)]
pub struct Arguments {
    /// nothing: the comparison, over a simulated link;
    /// serve: the server alone;
    /// connect: one client, on one connection
    #[argh(positional)]
    pub side: Option<Side>,

    /// the server's port on 127.0.0.1 (8888)
    #[argh(option, default = "8888")]
    pub port: u16,

    /// the link's round trip, there and back: 80ms (50ms)
    #[argh(option, default = "ms(50)", from_str_fn(round_trip))]
    pub rtt: Duration,

    /// measure as well: over this machine's loopback, with the wiretap
    /// between client and server
    #[argh(switch)]
    pub real: bool,

    /// how many questions to measure in each way, or to ask (20; connect: 1)
    #[argh(option)]
    pub count: Option<usize>,

    /// connect: with a browser's fields
    #[argh(switch)]
    pub browser: bool,

    /// connect: time between two questions: 200ms (1s)
    #[argh(option, default = "ms(1000)", from_str_fn(time))]
    pub every: Duration,

    /// serve: the longest time for a head (30s)
    #[argh(option, default = "ms(30_000)", from_str_fn(time))]
    pub head_timeout: Duration,
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

fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

fn time(text: &str) -> Result<Duration, String> {
    humantime::parse_duration(text)
        .map_err(|_| "expected a time such as 200ms or 2s".to_string())
}

/// tokio's clock counts milliseconds, and half of this is one way: over a
/// link of 3 ms each way would be rounded up to 2.
fn round_trip(text: &str) -> Result<Duration, String> {
    let rtt = time(text)?;
    let is_even = rtt.as_nanos() % ms(2).as_nanos() == 0;
    match is_even && rtt >= ms(2) && rtt <= ms(10_000) {
        true => Ok(rtt),
        false => Err("expected a round trip from 2ms to 10s, in steps of 2ms"
            .to_string()),
    }
}
// ANCHOR_END: all

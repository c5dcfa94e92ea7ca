// ANCHOR: all
//! What was typed behind `cargo run -p chapter-06 --`.

use std::time::Duration;

use argh::FromArgs;
use push::Config;

/// A server that speaks to browsers: by polling, long polling and
/// server-sent events.
#[derive(FromArgs)]
pub struct Arguments {
    /// the port on 127.0.0.1 and ::1 (8888)
    #[argh(option, default = "8888")]
    pub port: u16,

    // No multiple of the second after which the page polls, or each message
    // would meet the next poll after the same time.
    /// time between two things that the server says of its own: 500ms (2300ms)
    #[argh(
        option,
        default = "Duration::from_millis(2300)",
        from_str_fn(pause)
    )]
    pub every: Duration,

    /// the longest that a long poll waits (25s)
    #[argh(option, default = "Config::default().wait", from_str_fn(pause))]
    pub wait: Duration,

    /// the longest silence in a stream of events (15s)
    #[argh(
        option,
        default = "Config::default().heartbeat",
        from_str_fn(pause)
    )]
    pub heartbeat: Duration,

    /// how many messages are remembered (1000)
    #[argh(option, default = "Config::default().max_messages")]
    pub remember: usize,

    /// another origin whose pages may read, scheme and port included
    #[argh(option)]
    pub origin: Vec<String>,
}

impl Arguments {
    /// What the board allows.
    pub fn config(&self) -> Config {
        Config {
            wait: self.wait,
            heartbeat: self.heartbeat,
            max_messages: self.remember,
            origins: self.origin.clone(),
            ..Config::default()
        }
    }
}

/// A time that is not zero: a timer cannot tick without a pause.
fn pause(text: &str) -> Result<Duration, String> {
    match humantime::parse_duration(text) {
        Ok(time) if !time.is_zero() => Ok(time),
        _ => Err("expected a time such as 200ms or 2s".to_string()),
    }
}
// ANCHOR_END: all

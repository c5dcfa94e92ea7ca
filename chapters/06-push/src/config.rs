// ANCHOR: all
//! How much a client may do, and for how long.

use std::time::Duration;

// ANCHOR: config
/// The limits of a [`Board`](crate::Board) and of its connections.
#[derive(Clone, Debug)]
pub struct Config {
    /// The most messages that are remembered (1000),
    pub max_messages: usize,
    /// and the most bytes of them (64 KiB).
    pub max_history: usize,
    /// The most bytes that wait for one stream of events (64 KiB).
    pub max_queued: usize,
    /// The most long polls and streams at a time, together (4096).
    pub max_waiting: usize,
    /// The longest that a long poll waits (25 s). Some proxies give up after
    /// 30.
    pub wait: Duration,
    /// The longest silence in a stream of events (15 s).
    pub heartbeat: Duration,
    /// The longest time for a request's head, for the whole of a `POST`, and
    /// for a client to take anything of what is written to it (10 s). Nor is
    /// a connection kept for longer if nothing is asked on it.
    pub patience: Duration,
    /// The most bytes in what somebody says (1024).
    pub max_body: usize,
    /// How many things may be said at once on one connection (50),
    pub burst: u32,
    /// and the mean time between two of them after that (50 ms).
    pub pace: Duration,
    /// The longest time for last words (5 s).
    pub goodbye: Duration,
    /// Pages of other sites that may read what is said here (none):
    /// `https://example.org`.
    pub origins: Vec<String>,
}
// ANCHOR_END: config

impl Default for Config {
    fn default() -> Config {
        Config {
            max_messages: 1000,
            max_history: 64 * 1024,
            max_queued: 64 * 1024,
            max_waiting: 4096,
            wait: Duration::from_secs(25),
            heartbeat: Duration::from_secs(15),
            patience: Duration::from_secs(10),
            max_body: 1024,
            burst: 50,
            pace: Duration::from_millis(50),
            goodbye: Duration::from_secs(5),
            origins: Vec::new(),
        }
    }
}
// ANCHOR_END: all

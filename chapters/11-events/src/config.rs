// ANCHOR: all
//! How much a client may do, and for how long.

use std::time::Duration;

use crate::Limits;

// ANCHOR: config
/// The limits of a server, and of a client.
#[derive(Clone, Debug)]
pub struct Config {
    /// Those of its sessions.
    pub engine: engine::Config,
    /// The longest time until a new session joins a namespace, and until the
    /// attachments of a packet have come (45 s).
    pub connect_timeout: Duration,
    /// How much of a packet is kept until its attachments have come.
    pub limits: Limits,
    /// The most bytes that a client may say of itself when it joins, as they
    /// are kept as long as its socket (10 kB).
    pub max_auth: usize,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            engine: engine::Config::default(),
            connect_timeout: Duration::from_secs(45),
            limits: Limits::default(),
            max_auth: 10_000,
        }
    }
}
// ANCHOR_END: config
// ANCHOR_END: all

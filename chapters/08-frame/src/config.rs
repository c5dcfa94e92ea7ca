// ANCHOR: all
//! How much a peer may send, and how long it may take.

use std::time::Duration;

// ANCHOR: limits
/// What a peer may send.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes in a frame's payload (1 MiB).
    pub frame: usize,
    /// Bytes in a message, all fragments together (1 MiB).
    pub message: usize,
    /// Fragments of a message (100 000): an empty one costs us nothing to
    /// keep, but a message without an end keeps us busy for ever.
    pub fragments: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        let one = 1024 * 1024;
        Limits { frame: one, message: one, fragments: 100_000 }
    }
}

/// What a server asks of its peers.
#[derive(Clone, Debug)]
pub struct Config {
    /// Its handshake.
    pub opening: upgrade::Config,
    /// Its messages.
    pub limits: Limits,
    /// The longest silence (5 min). Chapter 09 asks whether somebody is
    /// there; here whoever says nothing is not.
    pub idle: Duration,
    /// The longest time for last words, and for a peer to take anything of
    /// what is written to it (10 s).
    pub patience: Duration,
    /// Is shown what ended a conversation (shows nothing). It must not wait.
    pub log: fn(&str),
}

impl Default for Config {
    fn default() -> Config {
        Config {
            opening: upgrade::Config::default(),
            limits: Limits::default(),
            idle: Duration::from_secs(300),
            patience: Duration::from_secs(10),
            log: |_| {},
        }
    }
}
// ANCHOR_END: limits
// ANCHOR_END: all

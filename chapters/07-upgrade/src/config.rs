// ANCHOR: all
//! What a server asks of its peers.

use std::time::Duration;

use request::Limits;

// ANCHOR: config
/// The limits of a handshake.
#[derive(Clone, Debug)]
pub struct Config {
    /// Bytes and fields in a head (8192, 100).
    pub limits: Limits,
    /// The longest time for a whole head (10 s), and for an answer to be
    /// taken.
    pub patience: Duration,
    /// Pages of other sites that may connect (none):
    /// `https://example.org`.
    pub origins: Vec<String>,
    /// Is shown who was refused, and why (shows nothing). It must not wait:
    /// a screen may stand still (chapter 04).
    pub log: fn(&str),
}
// ANCHOR_END: config

impl Default for Config {
    fn default() -> Config {
        let patience = Duration::from_secs(10);
        let (limits, origins) = (Limits::default(), Vec::new());
        Config { limits, patience, origins, log: |_| {} }
    }
}
// ANCHOR_END: all

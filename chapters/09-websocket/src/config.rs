// ANCHOR: all
//! How much a client may do, and for how long.

use std::time::Duration;

use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

// ANCHOR: config
/// The limits of a [`Chat`](crate::Chat) and of its connections.
#[derive(Clone, Debug)]
pub struct Config {
    /// The most bytes in a message (4096).
    pub max_message: usize,
    /// The most bytes that wait for one guest (64 KiB).
    pub max_queued: usize,
    /// How many messages a guest may say at once (50),
    pub burst: u32,
    /// and the mean time between two of them after that (50 ms).
    pub pace: Duration,
    /// So long after the last sign of life we ask whether somebody is there
    /// (25 s). Many proxies give up after 60.
    pub heartbeat: Duration,
    /// The longest time for a request's head, for the answer to that
    /// question, and for a peer to take anything of what is written to it
    /// (10 s).
    pub patience: Duration,
    /// The longest time for last words (5 s).
    pub goodbye: Duration,
    /// Pages of other sites that may connect (none):
    /// `https://example.org`.
    pub origins: Vec<String>,
}
// ANCHOR_END: config

impl Default for Config {
    fn default() -> Config {
        Config {
            max_message: 4096,
            max_queued: 64 * 1024,
            burst: 50,
            pace: Duration::from_millis(50),
            heartbeat: Duration::from_secs(25),
            patience: Duration::from_secs(10),
            goodbye: Duration::from_secs(5),
            origins: Vec::new(),
        }
    }
}

impl Config {
    // ANCHOR: buffers
    /// What the library is told. By itself it sets 128 KiB aside for reading,
    /// collects as much before it writes, and lets any amount wait to be
    /// written, for each connection. A chat needs less.
    ///
    /// It also fills what it reads into with zeros, whenever it looks for
    /// something to read: a short buffer costs less time, too.
    pub fn library(&self) -> WebSocketConfig {
        const READ_SIZE: usize = 1024;
        const WRITE_SIZE: usize = 4 * 1024;
        WebSocketConfig::default()
            .read_buffer_size(READ_SIZE)
            .write_buffer_size(WRITE_SIZE)
            .max_write_buffer_size(2 * self.max_queued + WRITE_SIZE)
            .max_message_size(Some(self.max_message))
            .max_frame_size(Some(self.max_message))
    }
    // ANCHOR_END: buffers
}
// ANCHOR_END: all

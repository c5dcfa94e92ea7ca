// ANCHOR: all
//! How much a client may do, and for how long.

use std::time::Duration;

use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

/// What an [`Engine`](crate::Engine) allows. The first three are the
/// official server's.
#[derive(Clone, Debug)]
pub struct Config {
    /// How often we ask whether somebody is there (25 s).
    pub ping_interval: Duration,
    /// How long we wait for the answer (20 s).
    pub ping_timeout: Duration,
    /// The most bytes in a body or a message of a client (1 MB).
    pub max_payload: usize,
    /// Where requests are for us (`/socket.io/`).
    pub path: String,
    /// The longest time until a request has come, a WebSocket has taken a
    /// session over, or a peer has taken some of what is written to it
    /// (10 s).
    pub patience: Duration,
    /// The longest time for last words (5 s).
    pub goodbye: Duration,
    /// The most bytes that wait for one client (1 MiB), if it is not all one
    /// message with its attachments. Who reads more slowly is cut off.
    pub max_queued: usize,
    /// The most sessions at one time (10,000).
    pub max_sessions: usize,
    /// Pages of other sites that may connect (none):
    /// `https://example.org`.
    pub origins: Vec<String>,
    /// What a browser finds at `/`.
    pub page: &'static str,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            ping_interval: Duration::from_secs(25),
            ping_timeout: Duration::from_secs(20),
            max_payload: 1_000_000,
            path: "/socket.io/".to_string(),
            patience: Duration::from_secs(10),
            goodbye: Duration::from_secs(5),
            max_queued: 1024 * 1024,
            max_sessions: 10_000,
            origins: Vec::new(),
            page: include_str!("page.html"),
        }
    }
}

impl Config {
    /// What the WebSocket library is told (chapter 09 says why). What waits
    /// to be written is not its concern: it is given the next message when
    /// the last one has left, and one alone may be longer than `max_queued`.
    pub fn library(&self) -> WebSocketConfig {
        const READ_SIZE: usize = 1024;
        const WRITE_SIZE: usize = 4 * 1024;
        WebSocketConfig::default()
            .read_buffer_size(READ_SIZE)
            .write_buffer_size(WRITE_SIZE)
            .max_message_size(Some(self.max_payload))
            .max_frame_size(Some(self.max_payload))
    }
}
// ANCHOR_END: all

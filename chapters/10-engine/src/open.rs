// ANCHOR: all
//! What a client has to know: the first packet.

use serde::{Deserialize, Serialize};

use crate::{Config, Error, Packet, Sid};

// ANCHOR: open
/// The open packet's data. The official client looks at each of the five,
/// and times are milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Open {
    /// The session's id. Whoever knows it can speak for the session.
    pub sid: String,
    /// Where the session could move to.
    pub upgrades: Vec<String>,
    /// How often somebody asks whether the other is there,
    pub ping_interval: u64,
    /// and how long they wait for the answer.
    pub ping_timeout: u64,
    /// The most bytes that the server takes in one body, or one message.
    pub max_payload: usize,
}

impl Open {
    /// For a session that begins with polling, or as a WebSocket.
    pub fn new(sid: Sid, polling: bool, config: &Config) -> Open {
        let upgrades = polling.then(|| "websocket".to_string());
        Open {
            sid: sid.to_string(),
            upgrades: upgrades.into_iter().collect(),
            ping_interval: config.ping_interval.as_millis() as u64,
            ping_timeout: config.ping_timeout.as_millis() as u64,
            max_payload: config.max_payload,
        }
    }

    /// The packet with which a server begins.
    pub fn packet(&self) -> Packet {
        // A structure of strings and numbers is always JSON.
        Packet::Open(serde_json::to_string(self).unwrap_or_default())
    }

    /// What a server has said.
    ///
    /// # Errors
    /// [`Error::NotOpen`].
    pub fn read(packet: &Packet) -> Result<Open, Error> {
        let Packet::Open(data) = packet else {
            return Err(Error::NotOpen);
        };
        serde_json::from_str(data).map_err(|_| Error::NotOpen)
    }
}
// ANCHOR_END: open
// ANCHOR_END: all

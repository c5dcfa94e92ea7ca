// ANCHOR: all
//! Two revisions of one protocol.

use std::collections::VecDeque;
use std::fmt;

use bytes::Bytes;
use room::Batch;
use tokio_tungstenite::tungstenite;
use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::visit::Payload;
use crate::{Error, Message, Packet, base64, payload, payload_three};

// ANCHOR: revision
/// Which Engine.IO a client speaks: the number behind `EIO=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revision {
    /// Socket.IO 1 and 2: the client asks whether the server is there.
    Three,
    /// Socket.IO 3 and 4: the server asks.
    Four,
}

impl Revision {
    /// The packet in a WebSocket's message. Text is the same in both.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn hear(self, frame: tungstenite::Message) -> Result<Packet, Error> {
        match frame {
            tungstenite::Message::Text(text) => self.hear_text(text),
            other => self.hear_binary(other.into_data()),
        }
    }

    /// A packet that came as text. Bytes are behind a `b`, and in revision 3
    /// their type is there, too: `b4OHi` is three bytes, or two.
    pub(crate) fn hear_text(self, text: Utf8Bytes) -> Result<Packet, Error> {
        let mark = if self == Revision::Four { "b" } else { "b4" };
        match text.strip_prefix(mark) {
            Some(text) => base64::read(text),
            None => Packet::decode(text),
        }
    }

    /// Revision 4 sends bytes as they are, revision 3 with their type.
    fn hear_binary(self, bytes: Bytes) -> Result<Packet, Error> {
        let message = match self {
            Revision::Four => Message::binary(&bytes),
            Revision::Three => match bytes.first() {
                Some(&Message::BINARY) => Message::from_packet(bytes),
                Some(&byte) => return Err(Error::UnknownType { byte }),
                None => return Err(Error::Empty),
            },
        };
        Ok(Packet::Message(message))
    }

    /// A packet that waits, as a WebSocket's message. Nothing is copied.
    pub fn say(self, packet: Bytes) -> tungstenite::Message {
        match packet.first() {
            Some(&Message::BINARY) => {
                let from = if self == Revision::Four { 1 } else { 0 };
                tungstenite::Message::Binary(packet.slice(from..))
            }
            // Nothing but UTF-8 waits under another first byte.
            _ => tungstenite::Message::Text(
                Utf8Bytes::try_from(packet).unwrap_or_default(),
            ),
        }
    }

    /// The body of an answer that is nothing but this packet.
    pub(crate) fn body(self, packet: Packet) -> Payload {
        let batch = Batch::from(VecDeque::from([packet.encode()]));
        self.payload(batch, true)
    }

    /// The body of an answer with all that waits.
    pub(crate) fn payload(self, batch: Batch, base64: bool) -> Payload {
        let (bytes, is_binary) = match self {
            Revision::Three => payload_three::write(batch, base64),
            Revision::Four => (payload::write(batch), false),
        };
        Payload { bytes, is_binary }
    }
}
// ANCHOR_END: revision

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Revision::Three => "3",
            Revision::Four => "4",
        })
    }
}
// ANCHOR_END: all

// ANCHOR: all
//! The seven packets of Engine.IO.

use bytes::Bytes;
use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::{Error, Message};

// ANCHOR: packet
/// One packet: a digit that says what it is, and what follows the digit
/// ([Engine.IO protocol, revision 4](https://socket.io/docs/v4/engine-io-protocol/)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Packet {
    /// `0`: the server's first, with what the client has to know.
    Open(String),
    /// `1`: the session is over.
    Close,
    /// `2`: are you there? Who asks depends on the revision.
    Ping(String),
    /// `3`: I am, with the same data.
    Pong(String),
    /// `4`: what all of this is for.
    Message(Message),
    /// `5`: from now on everything comes over the WebSocket.
    Upgrade,
    /// `6`: nothing. It ends a poll that has waited long enough.
    Noop,
}

impl Packet {
    /// Reads a packet that came as text.
    ///
    /// # Errors
    /// [`Error::Empty`] and [`Error::UnknownType`].
    pub fn decode(text: Utf8Bytes) -> Result<Packet, Error> {
        let data = |text: Utf8Bytes| text.as_str()[1..].to_string();
        match *text.as_bytes().first().ok_or(Error::Empty)? {
            b'0' => Ok(Packet::Open(data(text))),
            b'1' => Ok(Packet::Close),
            b'2' => Ok(Packet::Ping(data(text))),
            b'3' => Ok(Packet::Pong(data(text))),
            Message::TEXT => {
                Ok(Packet::Message(Message::from_packet(text.into())))
            }
            b'5' => Ok(Packet::Upgrade),
            b'6' => Ok(Packet::Noop),
            byte => Err(Error::UnknownType { byte }),
        }
    }

    /// As it waits to be sent: text, or bytes behind the number 4.
    pub fn encode(self) -> Bytes {
        match self {
            Packet::Open(data) => format!("0{data}").into(),
            Packet::Close => Bytes::from_static(b"1"),
            Packet::Ping(data) => format!("2{data}").into(),
            Packet::Pong(data) => format!("3{data}").into(),
            Packet::Message(message) => message.into_packet(),
            Packet::Upgrade => Bytes::from_static(b"5"),
            Packet::Noop => Bytes::from_static(b"6"),
        }
    }
}
// ANCHOR_END: packet
// ANCHOR_END: all

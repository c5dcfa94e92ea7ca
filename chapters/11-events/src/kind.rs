// ANCHOR: all
//! What a packet is for.

// ANCHOR: kind
/// The first character of a packet
/// ([Socket.IO protocol, packet types][types]).
///
/// [types]: https://github.com/socketio/socket.io-protocol#exchange-protocol
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A client asks for a namespace, or a server lets it in.
    Connect = 0,
    /// A side leaves a namespace.
    Disconnect = 1,
    /// Something has happened: a name and arguments.
    Event = 2,
    /// The answer to an event that has an id.
    Ack = 3,
    /// A server does not let the client in. Protocol 4 calls it ERROR.
    ConnectError = 4,
    /// An event, some of whose arguments follow as binary messages.
    BinaryEvent = 5,
    /// An answer, some of whose arguments follow as binary messages.
    BinaryAck = 6,
}

impl Kind {
    /// The kind of this digit. From `7` on there is none.
    pub fn from_digit(digit: char) -> Option<Kind> {
        use Kind::*;
        [Connect, Disconnect, Event, Ack, ConnectError, BinaryEvent, BinaryAck]
            .into_iter()
            .find(|kind| kind.digit() == digit)
    }

    /// `0` to `6`.
    pub fn digit(self) -> char {
        char::from(b'0' + self as u8)
    }

    /// Attachments follow.
    pub fn is_binary(self) -> bool {
        matches!(self, Kind::BinaryEvent | Kind::BinaryAck)
    }

    /// With attachments or without.
    pub fn is_event(self) -> bool {
        matches!(self, Kind::Event | Kind::BinaryEvent)
    }

    /// With attachments or without.
    pub fn is_ack(self) -> bool {
        matches!(self, Kind::Ack | Kind::BinaryAck)
    }
}
// ANCHOR_END: kind
// ANCHOR_END: all

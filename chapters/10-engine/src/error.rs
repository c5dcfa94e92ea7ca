// ANCHOR: all
//! What can be wrong with what a peer sends.

/// The peer does not keep to the protocol. The session is over then: what
/// comes behind this could not be trusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A packet has at least its type.
    #[error("a packet without a type")]
    Empty,
    /// Types are the digits from 0 to 6.
    #[error("no packet begins with the byte {byte:#04x}")]
    UnknownType {
        /// The first byte.
        byte: u8,
    },
    /// EIO=3 says how long each packet is.
    #[error("a packet's length is not a number with a `:` behind it")]
    BadLength,
    /// There is less than was announced.
    #[error("a packet of {announced} has only {there}")]
    Truncated {
        /// In UTF-16 units, or bytes if the body is binary.
        announced: usize,
        /// What was left of the body.
        there: usize,
    },
    /// Bytes travel in text as base64.
    #[error("bytes that are not base64")]
    BadBase64,
    /// Text is UTF-8.
    #[error("text that is not UTF-8")]
    NotUtf8,
    /// In EIO=4 the server asks, in EIO=3 the client.
    #[error("a heartbeat in the wrong direction")]
    WrongDirection,
    /// A WebSocket that takes a session over says `2probe`, then `5`.
    #[error("an upgrade says `2probe`, and then `5`")]
    BadProbe,
    /// The first packet of a server is `0`.
    #[error("a session that does not begin with an open packet")]
    NotOpen,
}
// ANCHOR_END: all

// ANCHOR: all
//! What the two sides have to say to each other.

use std::fmt;

use bytes::Bytes;

// ANCHOR: message
/// A text, or bytes. Copies are cheap: they share one buffer.
///
/// The buffer holds the whole packet, with its first byte: the digit `4`
/// before a text, and the number 4 before bytes, as EIO=3 writes it in a
/// WebSocket. So a message that goes to a thousand peers is written once,
/// and one that is echoed is not written at all.
#[derive(Clone, PartialEq, Eq)]
pub struct Message(Bytes);

/// What is in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content<'a> {
    /// Text.
    Text(&'a str),
    /// Bytes that are no text.
    Binary(&'a [u8]),
}

impl Message {
    pub(crate) const TEXT: u8 = b'4';
    pub(crate) const BINARY: u8 = 4;

    /// A text.
    pub fn text(text: &str) -> Message {
        Message::write(text.len(), |packet| packet.push_str(text))
    }

    /// A text that `write` puts behind the first byte, and that has about
    /// `size` bytes.
    pub fn write(size: usize, write: impl FnOnce(&mut String)) -> Message {
        let mut packet = String::with_capacity(1 + size);
        packet.push(char::from(Message::TEXT));
        write(&mut packet);
        Message(packet.into())
    }

    /// Bytes.
    pub fn binary(bytes: &[u8]) -> Message {
        let mut packet = Vec::with_capacity(1 + bytes.len());
        packet.push(Message::BINARY);
        packet.extend_from_slice(bytes);
        Message(packet.into())
    }

    /// What was said.
    pub fn content(&self) -> Content<'_> {
        match self.0.split_first() {
            Some((&Message::BINARY, bytes)) => Content::Binary(bytes),
            // Nothing but UTF-8 gets behind a `4`.
            Some((_, text)) => {
                Content::Text(std::str::from_utf8(text).unwrap_or_default())
            }
            None => Content::Text(""),
        }
    }
}
// ANCHOR_END: message

impl Message {
    /// A packet that begins with [`Message::TEXT`] and is UTF-8, or that
    /// begins with [`Message::BINARY`].
    pub(crate) fn from_packet(packet: Bytes) -> Message {
        Message(packet)
    }

    pub(crate) fn into_packet(self) -> Bytes {
        self.0
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.content().fmt(f)
    }
}
// ANCHOR_END: all

// ANCHOR: all
//! What a frame is for.

// ANCHOR: opcode
/// The lower four bits of a frame's first byte
/// ([RFC 6455 §5.2](https://www.rfc-editor.org/rfc/rfc6455#section-5.2)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opcode {
    /// More of the message that has begun.
    Continuation = 0x0,
    /// A message of text, or its first fragment.
    Text = 0x1,
    /// A message of bytes, or its first fragment.
    Binary = 0x2,
    /// No more messages come from this side.
    Close = 0x8,
    /// Are you there?
    Ping = 0x9,
    /// I am.
    Pong = 0xa,
}

impl Opcode {
    /// The other ten of sixteen are kept for later.
    pub fn from_bits(bits: u8) -> Option<Opcode> {
        use Opcode::*;
        [Continuation, Text, Binary, Close, Ping, Pong]
            .into_iter()
            .find(|opcode| *opcode as u8 == bits)
    }

    /// A control frame is about the connection, not part of a message. It is
    /// short and never in fragments, so it can go between those of a message.
    pub fn is_control(self) -> bool {
        self as u8 & 0x8 != 0
    }
}
// ANCHOR_END: opcode
// ANCHOR_END: all

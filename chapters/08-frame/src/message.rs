// ANCHOR: all
//! What somebody meant to say.

use bytes::Bytes;

use crate::Opcode;

// ANCHOR: message
/// A whole message, in however many frames it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Text: UTF-8, all of it.
    Text(String),
    /// Any bytes.
    Binary(Bytes),
}

impl Message {
    /// The opcode of its first frame.
    pub fn opcode(&self) -> Opcode {
        match self {
            Message::Text(_) => Opcode::Text,
            Message::Binary(_) => Opcode::Binary,
        }
    }

    /// What it carries.
    pub fn payload(&self) -> &[u8] {
        match self {
            Message::Text(text) => text.as_bytes(),
            Message::Binary(bytes) => bytes,
        }
    }
}
// ANCHOR_END: message
// ANCHOR_END: all

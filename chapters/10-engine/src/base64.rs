// ANCHOR: all
//! Bytes where only text can go.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;

use crate::{Error, Message, Packet};

/// The bytes of a message.
pub fn read(text: &str) -> Result<Packet, Error> {
    let bytes = BASE64_STANDARD.decode(text).map_err(|_| Error::BadBase64)?;
    Ok(Packet::Message(Message::binary(&bytes)))
}

/// A packet as text: bytes as base64, behind `mark`.
pub fn write(packet: &Bytes, mark: &str) -> Bytes {
    match packet.split_first() {
        Some((&Message::BINARY, bytes)) => {
            let mut text = mark.to_string();
            BASE64_STANDARD.encode_string(bytes, &mut text);
            text.into()
        }
        _ => packet.clone(),
    }
}
// ANCHOR_END: all

// ANCHOR: all
//! Many packets in the body of one request or answer (EIO=4).

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::{Buf, Bytes};
use room::Batch;

use crate::{Error, Message, Packet};

// ANCHOR: payload
/// Stands between two packets. JSON writes it as `\u001e`, so it is in no
/// packet of Socket.IO.
const SEPARATOR: u8 = 0x1e;

/// The packets of a body, one after the other.
pub fn read(body: &str) -> impl Iterator<Item = Result<Packet, Error>> {
    body.split(char::from(SEPARATOR)).map(|packet| {
        match packet.strip_prefix('b') {
            Some(text) => binary(text),
            None => Packet::decode(packet.into()),
        }
    })
}

/// One body for all that waits. Bytes become base64: a third more.
pub fn write(mut batch: Batch) -> Vec<u8> {
    let mut body = Vec::new();
    while batch.has_remaining() {
        let packet = batch.copy_to_bytes(batch.chunk().len());
        if !body.is_empty() {
            body.push(SEPARATOR);
        }
        body.extend(as_text(&packet, "b"));
    }
    body
}
// ANCHOR_END: payload

/// Bytes that came as base64.
pub(crate) fn binary(text: &str) -> Result<Packet, Error> {
    let bytes = BASE64_STANDARD.decode(text).map_err(|_| Error::BadBase64)?;
    Ok(Packet::Message(Message::binary(&bytes)))
}

/// A packet as text: bytes as base64, behind `mark`.
pub(crate) fn as_text(packet: &Bytes, mark: &str) -> Bytes {
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

// ANCHOR: all
//! Many packets in the body of one request or answer (EIO=4).

use bytes::Buf;
use room::Batch;

use crate::{Error, Packet, Revision, base64};

// ANCHOR: payload
/// Stands between two packets. JSON writes it as `\u001e`, so it is in no
/// packet of Socket.IO.
const SEPARATOR: u8 = 0x1e;

/// The packets of a body, one after the other.
pub fn read(body: &str) -> impl Iterator<Item = Result<Packet, Error>> {
    let packets = body.split(char::from(SEPARATOR));
    packets.map(|packet| Revision::Four.hear_text(packet.into()))
}

/// One body for all that waits. Bytes become base64: a third more.
pub fn write(mut batch: Batch) -> Vec<u8> {
    let mut body = Vec::new();
    while batch.has_remaining() {
        let packet = batch.copy_to_bytes(batch.chunk().len());
        if !body.is_empty() {
            body.push(SEPARATOR);
        }
        body.extend(base64::write(&packet, "b"));
    }
    body
}
// ANCHOR_END: payload
// ANCHOR_END: all

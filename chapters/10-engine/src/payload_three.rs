// ANCHOR: all
//! Many packets in one body, as EIO=3 writes them: each with its length.

use bytes::{Buf, Bytes};
use room::Batch;

use crate::{Error, Message, Packet, Revision, base64};

// ANCHOR: text
/// The packets of a body of text: `6:4hello2:4€`. The length counts what
/// JavaScript counts, UTF-16 units: `€` is one, `𝕊` is two.
pub fn read(body: &str) -> impl Iterator<Item = Result<Packet, Error>> {
    let mut left = Some(body);
    std::iter::from_fn(move || {
        let next = split(left?);
        // Behind an error, nothing has a meaning any more.
        left = next.as_ref().ok().map(|(_, rest)| *rest);
        left = left.filter(|rest| !rest.is_empty());
        Some(
            next.and_then(|(packet, _)| {
                Revision::Three.hear_text(packet.into())
            }),
        )
    })
}

/// The first packet, and what is behind it.
fn split(body: &str) -> Result<(&str, &str), Error> {
    let (digits, rest) = body.split_once(':').ok_or(Error::BadLength)?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let announced = digits.parse().ok().filter(|_| is_number);
    let announced: usize = announced.ok_or(Error::BadLength)?;
    let (mut units, mut end) = (0, 0);
    for letter in rest.chars() {
        if units >= announced {
            break;
        }
        units += letter.len_utf16();
        end += letter.len_utf8();
    }
    match units == announced {
        true => Ok(rest.split_at(end)),
        // Too few units, or an end in the middle of a letter of two.
        false => Err(Error::Truncated { announced, there: units }),
    }
}
// ANCHOR_END: text

// ANCHOR: binary
/// The packets of a binary body: for each 0 for text or 1 for bytes, the
/// length in bytes as decimal digits *of one byte each*, 255, and the packet.
pub fn read_binary(body: &[u8]) -> impl Iterator<Item = Result<Packet, Error>> {
    let mut left = Some(body);
    std::iter::from_fn(move || {
        let next = split_binary(left?);
        left = next.as_ref().ok().map(|(_, _, rest)| *rest);
        left = left.filter(|rest| !rest.is_empty());
        Some(next.and_then(|(is_text, packet, _)| {
            if is_text {
                let text = std::str::from_utf8(packet);
                let text = text.map_err(|_| Error::NotUtf8)?;
                return Packet::decode(text.into());
            }
            match packet.split_first() {
                Some((&Message::BINARY, bytes)) => {
                    Ok(Packet::Message(Message::binary(bytes)))
                }
                Some((&byte, _)) => Err(Error::UnknownType { byte }),
                None => Err(Error::Empty),
            }
        }))
    })
}

/// Whether the first packet is text, the packet, and what is behind it.
fn split_binary(body: &[u8]) -> Result<(bool, &[u8], &[u8]), Error> {
    let (kind, rest) = body.split_first().ok_or(Error::BadLength)?;
    let end = rest.iter().position(|byte| *byte == 255);
    let (digits, rest) = rest.split_at(end.ok_or(Error::BadLength)?);
    let (rest, mut announced) = (&rest[1..], 0_usize);
    if *kind > 1 || digits.is_empty() || digits.iter().any(|d| *d > 9) {
        return Err(Error::BadLength);
    }
    for digit in digits {
        let more = announced.checked_mul(10);
        let more = more.and_then(|n| n.checked_add(usize::from(*digit)));
        announced = more.ok_or(Error::BadLength)?;
    }
    let there = rest.len();
    let split = rest.split_at_checked(announced);
    let (packet, rest) = split.ok_or(Error::Truncated { announced, there })?;
    Ok((*kind == 0, packet, rest))
}
// ANCHOR_END: binary

// ANCHOR: write
/// One body for all that waits. If there are bytes in it, and the client can
/// take them, all of it is binary.
pub fn write(mut batch: Batch, only_text: bool) -> (Vec<u8>, bool) {
    let (mut packets, mut has_bytes) = (Vec::new(), false);
    while batch.has_remaining() {
        let packet = batch.copy_to_bytes(batch.chunk().len());
        has_bytes |= packet.first() == Some(&Message::BINARY);
        packets.push(packet);
    }
    let is_binary = has_bytes && !only_text;
    let mut body = Vec::new();
    for packet in packets {
        match is_binary {
            true => write_binary(&packet, &mut body),
            false => write_text(&base64::write(&packet, "b4"), &mut body),
        }
    }
    (body, is_binary)
}

fn write_text(packet: &Bytes, body: &mut Vec<u8>) {
    let text = std::str::from_utf8(packet).unwrap_or_default();
    let units = text.encode_utf16().count();
    body.extend(format!("{units}:{text}").bytes());
}

fn write_binary(packet: &Bytes, body: &mut Vec<u8>) {
    let is_bytes = packet.first() == Some(&Message::BINARY);
    body.push(u8::from(is_bytes));
    let digits = packet.len().to_string();
    body.extend(digits.bytes().map(|digit| digit - b'0'));
    body.push(255);
    body.extend_from_slice(packet);
}
// ANCHOR_END: write
// ANCHOR_END: all

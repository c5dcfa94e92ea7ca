//! Headers, frames and messages, as bytes: there is no socket in here.

mod header;
mod mask;
mod messages;
mod properties;
mod vectors;

use bytes::BytesMut;
use frame::{Decoder, Error, Event, Limits, Role};
use kit::Delivery;

/// All events that come of these pieces, and the error that ended them.
fn events(
    role: Role,
    limits: Limits,
    pieces: &[Vec<u8>],
) -> (Vec<Event>, Option<Error>) {
    let mut decoder = Decoder::new(role, limits);
    let (mut buffer, mut events) = (BytesMut::new(), Vec::new());
    for piece in pieces {
        buffer.extend_from_slice(piece);
        loop {
            match decoder.decode(&mut buffer) {
                Ok(Some(event)) => events.push(event),
                Ok(None) => break,
                Err(error) => return (events, Some(error)),
            }
        }
    }
    (events, None)
}

/// The same, of what a server hears in this delivery.
fn heard(delivery: &Delivery) -> (Vec<Event>, Option<Error>) {
    events(Role::Server, Limits::default(), &delivery.pieces)
}

/// The key of the RFC's example.
const KEY: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];

/// A client's frame, put together by hand: its first byte, and its payload.
fn masked(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    match payload.len() {
        size @ 0..=125 => bytes.push(0x80 | size as u8),
        size @ 126..=65535 => {
            bytes.push(0x80 | 126);
            bytes.extend((size as u16).to_be_bytes());
        }
        size => {
            bytes.push(0x80 | 127);
            bytes.extend((size as u64).to_be_bytes());
        }
    }
    bytes.extend(KEY);
    let key = KEY.iter().cycle();
    bytes.extend(payload.iter().zip(key).map(|(byte, key)| byte ^ key));
    bytes
}

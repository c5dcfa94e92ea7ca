//! Exercise 10.2: many packets, one body.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Packet {
    Text(String),
    Binary(Vec<u8>),
}

pub fn write(packets: &[Packet]) -> String {
    let texts = packets.iter().map(|packet| match packet {
        Packet::Text(text) => text.clone(),
        Packet::Binary(bytes) => format!("b{}", BASE64_STANDARD.encode(bytes)),
    });
    texts.collect::<Vec<_>>().join("\x1e")
}

pub fn read(body: &str) -> Option<Vec<Packet>> {
    let packets = body.split('\x1e');
    let packets = packets.map(|packet| match packet.strip_prefix("b") {
        Some(text) => BASE64_STANDARD.decode(text).ok().map(Packet::Binary),
        None => Some(Packet::Text(packet.to_string())),
    });
    packets.collect()
}

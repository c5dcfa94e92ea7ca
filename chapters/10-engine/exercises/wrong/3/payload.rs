//! Misconception: there is one alphabet of base64.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Packet {
    Text(String),
    Binary(Vec<u8>),
}

pub fn write(packets: &[Packet]) -> String {
    let texts = packets.iter().map(|packet| match packet {
        Packet::Text(text) => text.clone(),
        Packet::Binary(bytes) => format!("b{}", BASE64_URL_SAFE.encode(bytes)),
    });
    texts.collect::<Vec<_>>().join("\x1e")
}

pub fn read(body: &str) -> Option<Vec<Packet>> {
    let packets = body.split('\x1e');
    let packets = packets.map(|packet| match packet.strip_prefix("b") {
        Some(text) => BASE64_URL_SAFE.decode(text).ok().map(Packet::Binary),
        None => Some(Packet::Text(packet.to_string())),
    });
    packets.collect()
}

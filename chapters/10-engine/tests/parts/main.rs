//! What knows no socket: packets, payloads, the heartbeat, a session. Moments
//! are given to them, so that no test waits.

mod asked;
mod heartbeat;
mod message;
mod open;
mod packet;
mod payload;
mod payload_three;
mod probe;
mod properties;
mod refusal;
mod revision;
mod session;
mod sid;

use std::time::Duration;

use bytes::Bytes;
use engine::{Message, Packet};
use room::Batch;

const MS: Duration = Duration::from_millis(1);

fn text(text: &str) -> Packet {
    Packet::Message(Message::text(text))
}

fn binary(bytes: &[u8]) -> Packet {
    Packet::Message(Message::binary(bytes))
}

/// What waits for one peer.
fn batch(packets: &[Packet]) -> Batch {
    let packets = packets.iter().map(|packet| packet.clone().encode());
    packets.collect::<std::collections::VecDeque<Bytes>>().into()
}

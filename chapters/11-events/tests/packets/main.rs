//! Packets, arguments and attachments, as text and bytes: there is no socket
//! in here.

mod args;
mod assembly;
mod documents;
mod hostile;
mod oddities;
mod properties;

use bytes::Bytes;
use events::{Args, Assembly, Limits, PacketError};

/// A packet that is complete, in its own words: what an acknowledgement
/// carries has no name.
#[derive(Debug, PartialEq)]
struct Whole {
    namespace: String,
    id: Option<u64>,
    name: Option<String>,
    args: Args,
}

/// What a packet and its attachments come to, if they do.
fn whole(
    limits: Limits,
    text: &str,
    attachments: &[&[u8]],
) -> Result<Option<Whole>, PacketError> {
    let mut assembly = Assembly::new(limits);
    if let Some(packet) = assembly.text(text)? {
        assert!(attachments.is_empty(), "{text} is not binary");
        return opened(packet, Vec::new()).map(Some);
    }
    for (index, bytes) in attachments.iter().enumerate() {
        let complete = assembly.binary(Bytes::copy_from_slice(bytes))?;
        if let Some((header, binary)) = complete {
            assert_eq!(index + 1, attachments.len(), "{text} ended early");
            return opened(header.packet(), binary).map(Some);
        }
    }
    Ok(None)
}

fn opened(
    packet: events::Packet<'_>,
    binary: Vec<Bytes>,
) -> Result<Whole, PacketError> {
    let (name, args) = match packet.kind.is_event() {
        true => {
            let (name, args) = packet.event(binary)?;
            (Some(name.into_owned()), args)
        }
        false => (None, packet.ack(binary)?),
    };
    let namespace = packet.namespace.to_string();
    Ok(Whole { namespace, id: packet.id, name, args })
}

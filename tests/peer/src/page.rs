//! A browser, for what is pinned byte by byte.

use bytes::BytesMut;
use frame::{Header, Opcode, mask};

use crate::Peer;

/// A browser that masks with keys which are the same each time.
pub struct Page {
    /// What it hears; what it says should be said by the page.
    pub peer: Peer,
    said: u8,
}

impl Page {
    /// At this end of a connection.
    pub fn new(peer: Peer) -> Page {
        Page { peer, said: 0 }
    }

    /// The next frame: its key is the RFC's, but for a little.
    pub async fn say(&mut self, opcode: Opcode, payload: impl AsRef<[u8]>) {
        self.said += 1;
        let key = [0x37, 0xfa, 0x21, 0x3d].map(|byte| byte ^ self.said);
        let frame = masked_with(key, opcode, payload.as_ref());
        self.peer.write(&frame).await;
    }
}

/// A client's frame with a key that is no luck.
pub fn masked_with(key: [u8; 4], opcode: Opcode, payload: &[u8]) -> BytesMut {
    let (fin, size) = (true, payload.len() as u64);
    let mut bytes = BytesMut::new();
    Header { fin, opcode, mask: Some(key), size }.encode(&mut bytes);
    let start = bytes.len();
    bytes.extend_from_slice(payload);
    mask(&mut bytes[start..], key);
    bytes
}

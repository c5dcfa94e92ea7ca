// ANCHOR: all
//! A model of what TCP and IP put around the bytes.

/// The headers of a SYN over IPv4, as Linux sends it, in bytes: 20 of IP, 20
/// of TCP, 20 of options.
pub const SYN: usize = 60;
/// The headers of any other packet: 20 of IP, 20 of TCP, 12 for the two
/// clocks that Linux, macOS and others send along.
pub const HEADERS: usize = 52;
/// The most bytes of ours in one packet, where a packet may have 1500.
const SEGMENT: usize = 1500 - HEADERS;

// ANCHOR: packets
/// How many packets a question and its answer took, and what they weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packets {
    /// Both ways together.
    pub count: usize,
    /// Their bytes, headers and all.
    pub bytes: usize,
}

impl Packets {
    /// A connection for one question: opened with three packets, closed with
    /// three. Question and answer are acknowledged by a packet of its own.
    pub fn fresh(up: usize, down: usize) -> Packets {
        let count = 3 + segments(up) + 1 + segments(down) + 1 + 3;
        Packets { count, bytes: count * HEADERS + 2 * (SYN - HEADERS) }
            .with(up + down)
    }

    /// One question of many on the same connection: the answer carries the
    /// acknowledgement of the question, and only the answer has one of its
    /// own.
    pub fn kept(up: usize, down: usize) -> Packets {
        let count = segments(up) + segments(down) + 1;
        Packets { count, bytes: count * HEADERS }.with(up + down)
    }

    fn with(self, payload: usize) -> Packets {
        Packets { bytes: self.bytes + payload, ..self }
    }
}
// ANCHOR_END: packets

/// How many packets so many bytes need.
fn segments(bytes: usize) -> usize {
    bytes.div_ceil(SEGMENT)
}
// ANCHOR_END: all

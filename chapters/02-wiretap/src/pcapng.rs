// ANCHOR: all
//! A recording as a capture file that Wireshark opens.
//!
//! A tap sees bytes, not packets. So the IPv4 and TCP headers in the file
//! are made up, the file says so, and there is no handshake in it.

use std::collections::HashMap;
use std::io::{self, Write};
use std::time::Duration;

use crate::recording::{Direction, Event, Piece};

const NOTE: &str = "Recorded by a wiretap between two sockets. \
    The bytes and times are real; the IP and TCP headers are made up.";
/// The link type of packets that begin with their IP header.
const LINKTYPE_RAW: u16 = 101;
const FIN: u8 = 0x01;
const RST: u8 = 0x04;
const ACK: u8 = 0x10;
/// The most bytes in one made-up packet.
const SEGMENT: usize = 1460;

/// Writes pieces as blocks of the [pcapng] format.
///
/// [pcapng]: https://ietf-opsawg-wg.github.io/draft-ietf-opsawg-pcap/draft-ietf-opsawg-pcapng.html
pub struct Pcapng<W> {
    file: W,
    server_port: u16,
    /// The next sequence number, for each connection and direction.
    next: HashMap<(usize, bool), u32>,
}

impl<W: Write> Pcapng<W> {
    /// Begins a file. Clients get the ports 50001, 50002, …
    pub fn new(file: W, server_port: u16) -> io::Result<Pcapng<W>> {
        let mut pcapng = Pcapng { file, server_port, next: HashMap::new() };
        let mut section = Vec::new();
        section.extend(0x1A2B_3C4D_u32.to_le_bytes()); // little-endian file
        section.extend([1, 0, 0, 0]); // version 1.0
        section.extend((-1_i64).to_le_bytes()); // length not stated
        section.extend(option(1, NOTE.as_bytes()));
        section.extend([0; 4]); // end of options
        pcapng.block(0x0A0D_0D0A, &section)?;
        let mut interface = Vec::new();
        interface.extend(LINKTYPE_RAW.to_le_bytes());
        interface.extend([0; 6]); // reserved, and no limit on a packet's size
        pcapng.block(1, &interface)?;
        Ok(pcapng)
    }

    /// Adds one piece. One that never arrived is left out: Wireshark would
    /// show it as delivered.
    pub fn write(&mut self, piece: &Piece) -> io::Result<()> {
        let Some(received) = piece.received else { return Ok(()) };
        match &piece.event {
            Event::Bytes(bytes) => {
                for segment in bytes.chunks(SEGMENT) {
                    self.packet(piece, received, ACK, segment)?;
                }
            }
            Event::Fin => self.packet(piece, received, FIN | ACK, &[])?,
            Event::Rst => self.packet(piece, received, RST | ACK, &[])?,
        }
        self.file.flush()
    }

    fn packet(
        &mut self,
        piece: &Piece,
        received: Duration,
        flags: u8,
        bytes: &[u8],
    ) -> io::Result<()> {
        let up = piece.direction == Direction::ToServer;
        // 50001, 50002, … and from the 15001st connection on once more.
        let client = 50_001 + (piece.connection.max(1) - 1) % 15_000;
        let client = client as u16;
        let (from, to) = match up {
            true => (client, self.server_port),
            false => (self.server_port, client),
        };
        let acknowledged =
            self.next.get(&(piece.connection, !up)).copied().unwrap_or(1);
        let next = self.next.entry((piece.connection, up)).or_insert(1);
        let mut tcp = Vec::with_capacity(20 + bytes.len());
        tcp.extend(from.to_be_bytes());
        tcp.extend(to.to_be_bytes());
        tcp.extend(next.to_be_bytes());
        tcp.extend(acknowledged.to_be_bytes());
        tcp.extend([5 << 4, flags]); // a header of five words
        tcp.extend(u16::MAX.to_be_bytes()); // window
        tcp.extend([0; 4]); // no checksum, nothing urgent
        tcp.extend(bytes);
        *next = next.wrapping_add(bytes.len() as u32);
        if flags & FIN != 0 {
            *next = next.wrapping_add(1); // a FIN counts like a byte
        }
        let packet = ipv4(&tcp);

        let time = received.as_micros() as u64;
        let size = packet.len() as u32;
        let mut body = vec![0; 4]; // the first interface
        body.extend(((time >> 32) as u32).to_le_bytes());
        body.extend((time as u32).to_le_bytes());
        body.extend(size.to_le_bytes()); // captured
        body.extend(size.to_le_bytes()); // and on the wire
        body.extend(padded(&packet));
        self.block(6, &body)
    }

    /// Every block says its length at both ends.
    fn block(&mut self, kind: u32, body: &[u8]) -> io::Result<()> {
        let size = (body.len() as u32 + 12).to_le_bytes();
        let mut block = Vec::with_capacity(body.len() + 12);
        block.extend(kind.to_le_bytes());
        block.extend(size);
        block.extend(body);
        block.extend(size);
        self.file.write_all(&block)
    }
}

fn option(code: u16, value: &[u8]) -> Vec<u8> {
    let mut option = Vec::new();
    option.extend(code.to_le_bytes());
    option.extend((value.len() as u16).to_le_bytes());
    option.extend(padded(value));
    option
}

/// Blocks and options begin at multiples of four bytes.
fn padded(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}

/// A made-up IPv4 header, from 127.0.0.1 to itself, before a TCP segment.
fn ipv4(tcp: &[u8]) -> Vec<u8> {
    let mut header = [0_u8; 20];
    header[0] = 0x45; // version 4, a header of five words
    header[2..4].copy_from_slice(&(20 + tcp.len() as u16).to_be_bytes());
    header[8] = 64; // time to live
    header[9] = 6; // TCP
    header[12..16].copy_from_slice(&[127, 0, 0, 1]);
    header[16..20].copy_from_slice(&[127, 0, 0, 1]);
    // The checksum makes all words of the header add up to 0xffff.
    let words = header.chunks(2);
    let sum: u32 =
        words.map(|word| u32::from(word[0]) << 8 | u32::from(word[1])).sum();
    let checksum = !((sum & 0xffff) + (sum >> 16)) as u16;
    header[10..12].copy_from_slice(&checksum.to_be_bytes());
    [&header, tcp].concat()
}
// ANCHOR_END: all

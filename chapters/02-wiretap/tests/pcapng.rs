//! The capture file, block by block. That Wireshark's own reader takes it is
//! proven in `tests/interop`.

use std::time::Duration;

use bytes::Bytes;
use wiretap::{Direction, Event, Pcapng, Piece};

#[test]
fn every_block_says_its_length_at_both_ends() {
    let file = written(&[piece(Direction::ToServer, data(b"ping!"), 1)]);
    let kinds: Vec<u32> = blocks(&file).iter().map(|block| block.0).collect();
    // Section header, interface description, one packet.
    assert_eq!(kinds, [0x0A0D_0D0A, 1, 6]);
}

#[test]
fn the_file_says_that_its_headers_are_made_up() {
    let file = written(&[]);
    let text = String::from_utf8_lossy(&file);
    assert!(text.contains("the IP and TCP headers are made up"));
}

#[test]
fn a_packet_carries_the_bytes_behind_a_valid_header() {
    let file = written(&[piece(Direction::ToServer, data(b"ping!"), 1)]);
    let packet = &packets(&file)[0];
    assert_eq!(packet.len(), 20 + 20 + 5);
    let words = packet[..20].chunks(2);
    let sum: u32 =
        words.map(|w| u32::from(u16::from_be_bytes([w[0], w[1]]))).sum();
    assert_eq!((sum & 0xffff) + (sum >> 16), 0xffff, "the IPv4 checksum");
    assert_eq!(packet[20..22], 50_001_u16.to_be_bytes(), "the client's port");
    assert_eq!(packet[22..24], 8888_u16.to_be_bytes(), "the server's port");
    assert_eq!(&packet[40..], b"ping!");
}

#[test]
fn sequence_numbers_count_the_bytes_of_each_direction() {
    let file = written(&[
        piece(Direction::ToServer, data(b"ping"), 1),
        piece(Direction::ToClient, data(b"pong\n"), 2),
        piece(Direction::ToServer, data(b"ping"), 3),
        piece(Direction::ToServer, Event::Fin, 4),
        piece(Direction::ToClient, Event::Rst, 5),
    ]);
    let numbers: Vec<(u32, u32, u8)> = packets(&file)
        .iter()
        .map(|packet| (be(&packet[24..28]), be(&packet[28..32]), packet[33]))
        .collect();
    let (ack, fin, rst) = (0x10, 0x11, 0x14);
    assert_eq!(
        numbers,
        [(1, 1, ack), (1, 5, ack), (5, 6, ack), (9, 6, fin), (6, 10, rst)]
    );
}

#[test]
fn a_piece_that_no_packet_could_carry_becomes_several() {
    let large = vec![7; 5000];
    let file = written(&[piece(Direction::ToClient, data(&large), 1)]);
    let packets = packets(&file);
    let carried: Vec<u8> =
        packets.iter().flat_map(|packet| packet[40..].to_vec()).collect();
    assert_eq!((packets.len(), carried), (4, large));
}

#[test]
fn what_never_arrived_is_not_shown_as_delivered() {
    let lost = Piece {
        received: None,
        ..piece(Direction::ToClient, data(b"ng\n"), 2)
    };
    let file = written(&[
        piece(Direction::ToClient, data(b"po"), 1),
        lost,
        piece(Direction::ToClient, Event::Fin, 3),
    ]);
    let packets = packets(&file);
    assert_eq!(packets.len(), 2);
    assert_eq!(be(&packets[1][24..28]), 3, "the FIN follows `po`");
}

#[test]
fn times_are_those_of_the_delivery_in_microseconds() {
    let file = written(&[piece(Direction::ToClient, data(b"pong\n"), 1500)]);
    let (_, body) = &blocks(&file)[2];
    let time = (le(&body[4..8]), le(&body[8..12]));
    assert_eq!(time, (0, 1_500_000));
}

fn written(pieces: &[Piece]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut pcapng = Pcapng::new(&mut file, 8888).unwrap();
    for piece in pieces {
        pcapng.write(piece).unwrap();
    }
    drop(pcapng);
    file
}

fn piece(direction: Direction, event: Event, ms: u64) -> Piece {
    let received = Some(Duration::from_millis(ms));
    let (connection, sent) = (1, Duration::ZERO);
    Piece { connection, direction, event, sent, received }
}

fn data(bytes: &[u8]) -> Event {
    Event::Bytes(Bytes::copy_from_slice(bytes))
}

/// The kind and the body of each block.
fn blocks(mut file: &[u8]) -> Vec<(u32, Vec<u8>)> {
    let mut blocks = Vec::new();
    while !file.is_empty() {
        let (kind, size) = (le(&file[..4]), le(&file[4..8]) as usize);
        assert_eq!(size % 4, 0, "blocks end at multiples of four bytes");
        assert_eq!(le(&file[size - 4..size]) as usize, size);
        blocks.push((kind, file[8..size - 4].to_vec()));
        file = &file[size..];
    }
    blocks
}

/// What the packet blocks carry, without their padding.
fn packets(file: &[u8]) -> Vec<Vec<u8>> {
    let packets = blocks(file).into_iter().filter(|block| block.0 == 6);
    packets
        .map(|(_, body)| {
            let size = le(&body[12..16]) as usize;
            body[20..20 + size].to_vec()
        })
        .collect()
}

fn le(bytes: &[u8]) -> u32 {
    u32::from_le_bytes(bytes.try_into().expect("four bytes"))
}

fn be(bytes: &[u8]) -> u32 {
    u32::from_be_bytes(bytes.try_into().expect("four bytes"))
}

//! The examples of the RFC
//! ([§5.7](https://www.rfc-editor.org/rfc/rfc6455#section-5.7)), field by
//! field.

use bytes::{Bytes, BytesMut};
use frame::{Decoder, Event, Frame, Limits, Message, Opcode, Role};
use kit::{deliveries, expect_wire};

const TEXT: [&[u8]; 3] = [
    &[0x81], // FIN, text
    &[0x05], // no mask, 5 bytes
    b"Hello",
];
const MASKED_TEXT: [&[u8]; 4] = [
    &[0x81],                         // FIN, text
    &[0x85],                         // mask, 5 bytes
    &[0x37, 0xfa, 0x21, 0x3d],       // the key
    &[0x7f, 0x9f, 0x4d, 0x51, 0x58], // Hello
];
const FIRST_FRAGMENT: [&[u8]; 3] = [
    &[0x01], // text, more to come
    &[0x03], // no mask, 3 bytes
    b"Hel",
];
const LAST_FRAGMENT: [&[u8]; 3] = [
    &[0x80], // FIN, continuation
    &[0x02], // no mask, 2 bytes
    b"lo",
];
const PING: [&[u8]; 3] = [
    &[0x89], // FIN, ping
    &[0x05], // no mask, 5 bytes
    b"Hello",
];
const MASKED_PONG: [&[u8]; 4] = [
    &[0x8a],                         // FIN, pong
    &[0x85],                         // mask, 5 bytes
    &[0x37, 0xfa, 0x21, 0x3d],       // the key
    &[0x7f, 0x9f, 0x4d, 0x51, 0x58], // Hello
];
const BINARY_256: [&[u8]; 3] = [
    &[0x82],       // FIN, binary
    &[0x7e],       // no mask, the length is in the next two bytes
    &[0x01, 0x00], // 256
];
const BINARY_64K: [&[u8]; 3] = [
    &[0x82],                                           // FIN, binary
    &[0x7f], // no mask, the length is in the next eight bytes
    &[0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00], // 65536
];

fn text(text: &str) -> Event {
    Event::Message(Message::Text(text.to_string()))
}

fn binary(size: usize) -> Event {
    Event::Message(Message::Binary(vec![0xab; size].into()))
}

#[test]
fn the_examples_are_understood_however_they_are_delivered() {
    let with =
        |header: [&[u8]; 3], size| [header.concat(), vec![0xab; size]].concat();
    for (role, frames, expected) in [
        (Role::Client, vec![TEXT.concat()], vec![text("Hello")]),
        (Role::Server, vec![MASKED_TEXT.concat()], vec![text("Hello")]),
        (
            Role::Client,
            vec![FIRST_FRAGMENT.concat(), LAST_FRAGMENT.concat()],
            vec![text("Hello")],
        ),
        (
            Role::Client,
            vec![PING.concat()],
            vec![Event::Ping(Bytes::from("Hello"))],
        ),
        (
            Role::Server,
            vec![MASKED_PONG.concat()],
            vec![Event::Pong(Bytes::from("Hello"))],
        ),
        (Role::Client, vec![with(BINARY_256, 256)], vec![binary(256)]),
        (Role::Client, vec![with(BINARY_64K, 65536)], vec![binary(65536)]),
    ] {
        let frames: Vec<&[u8]> = frames.iter().map(Vec::as_slice).collect();
        for delivery in deliveries(&frames) {
            let (limits, name) = (Limits::default(), delivery.name);
            let (events, error) = crate::events(role, limits, &delivery.pieces);
            assert!(error.is_none(), "{name}: {error:?}");
            assert_eq!(events, expected, "{name}");
        }
    }
}

#[test]
fn a_server_writes_the_examples_as_they_stand() {
    for (opcode, payload, expected) in [
        (Opcode::Text, &b"Hello"[..], TEXT.concat()),
        (Opcode::Ping, b"Hello", PING.concat()),
    ] {
        let mut written = BytesMut::new();
        Frame::encode(opcode, payload, Role::Server, &mut written);
        expect_wire(&written, &expected, "the RFC's bytes, section 5.7");
    }
    for (size, header) in [(256, BINARY_256), (65536, BINARY_64K)] {
        let (payload, mut written) = (vec![0xab; size], BytesMut::new());
        Frame::encode(Opcode::Binary, &payload, Role::Server, &mut written);
        let (start, rest) = written.split_at(header.concat().len());
        expect_wire(start, &header.concat(), "the RFC's bytes, section 5.7");
        assert_eq!(rest, payload);
    }
}

#[test]
fn a_client_s_frame_is_the_example_but_for_its_key() {
    let mut keys = Vec::new();
    for _ in 0..8 {
        let mut written = BytesMut::new();
        Frame::encode(Opcode::Text, b"Hello", Role::Client, &mut written);
        expect_wire(&written[..2], &[0x81, 0x85], "the header");
        keys.push(written[2..6].to_vec());
        let mut decoder = Decoder::new(Role::Server, Limits::default());
        let event = decoder.decode(&mut written).unwrap();
        assert_eq!(event, Some(text("Hello")));
    }
    keys.sort();
    keys.dedup();
    assert!(keys.len() > 1, "the same key each time: {keys:?}");
}

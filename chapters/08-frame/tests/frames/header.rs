//! Headers: all forms, all borders, and in their shortest form only.

use bytes::BytesMut;
use frame::{Error, FrameDecoder, Header, Length, Opcode, Role};
use kit::expect_wire;

const KEY: [u8; 4] = [1, 2, 3, 4];
const OPCODES: [Opcode; 6] = [
    Opcode::Continuation,
    Opcode::Text,
    Opcode::Binary,
    Opcode::Close,
    Opcode::Ping,
    Opcode::Pong,
];
/// A size, and what stands in a frame of a server for it.
const BORDERS: [(u64, &[u8]); 7] = [
    (0, &[0]),
    (1, &[1]),
    (125, &[125]),
    (126, &[126, 0x00, 0x7e]),
    (65535, &[126, 0xff, 0xff]),
    (65536, &[127, 0, 0, 0, 0, 0, 1, 0, 0]),
    ((1 << 63) - 1, &[127, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
];

#[test]
fn every_form_is_written_in_the_fewest_bytes_and_read_again() {
    for (size, length) in BORDERS {
        for mask in [None, Some(KEY)] {
            for opcode in OPCODES {
                for fin in [true, false] {
                    if opcode.is_control() && (!fin || size > 125) {
                        continue;
                    }
                    there_and_back(Header { fin, opcode, mask, size }, length);
                }
            }
        }
    }
}

fn there_and_back(header: Header, length: &[u8]) {
    let mut expected = [&[0], length].concat();
    expected[0] = u8::from(header.fin) << 7 | header.opcode as u8;
    if let Some(key) = header.mask {
        expected[1] |= 0x80;
        expected.extend(key);
    }
    let mut written = BytesMut::new();
    header.encode(&mut written);
    expect_wire(&written, &expected, "see RFC 6455, section 5.2");
    // Not one byte too early, and nothing of what follows.
    for size in 0..written.len() {
        let cut = Header::decode(&written[..size]).unwrap();
        assert_eq!(cut, None, "{size} of {}", written.len());
    }
    let whole = written.len();
    written.extend_from_slice(b"payload");
    let read = Header::decode(&written).unwrap();
    assert_eq!(read, Some((header, whole)));
}

#[test]
fn a_length_is_refused_in_any_form_but_the_shortest() {
    for (size, bytes) in [
        (0, &[0x82, 126, 0, 0][..]),
        (125, &[0x82, 126, 0, 125]),
        (0, &[0x82, 127, 0, 0, 0, 0, 0, 0, 0, 0]),
        (126, &[0x82, 127, 0, 0, 0, 0, 0, 0, 0, 126]),
        (65535, &[0x82, 127, 0, 0, 0, 0, 0, 0, 0xff, 0xff]),
    ] {
        match Header::decode(bytes) {
            Err(Error::NotMinimal { size: told }) => assert_eq!(told, size),
            other => panic!("{bytes:02x?}: {other:?}"),
        }
    }
}

#[test]
fn a_length_of_2_to_the_63_or_more_is_refused() {
    for top in [0x80, 0xff] {
        let bytes = [0x82, 127, top, 0, 0, 0, 0, 0, 0, 0];
        let refused = Header::decode(&bytes);
        assert!(matches!(refused, Err(Error::TopBit)), "{refused:?}");
    }
}

#[test]
fn what_can_be_refused_is_refused_with_its_first_byte() {
    for (bytes, expected) in [
        (&[0xc1][..], "a reserved bit is set"),
        (&[0xa1], "a reserved bit is set"),
        (&[0x91], "a reserved bit is set"),
        (&[0x83], "unknown opcode 0x3"),
        (&[0x87], "unknown opcode 0x7"),
        (&[0x8b], "unknown opcode 0xb"),
        (&[0x8f], "unknown opcode 0xf"),
        (&[0x09], "a control frame in fragments"),
        (&[0x08], "a control frame in fragments"),
        (&[0x89, 0x7e], "a control frame over 125 bytes"),
        (&[0x88, 0xff], "a control frame over 125 bytes"),
    ] {
        let error = Header::decode(bytes).unwrap_err();
        assert_eq!(error.to_string(), expected, "{bytes:02x?}");
    }
}

#[test]
fn all_lengths_have_exactly_one_form() {
    let forms = [
        (0, Length::Seven),
        (125, Length::Seven),
        (126, Length::Sixteen),
        (65535, Length::Sixteen),
        (65536, Length::SixtyFour),
        (u64::MAX >> 1, Length::SixtyFour),
    ];
    for (size, form) in forms {
        assert_eq!(Length::of(size), form, "{size}");
    }
}

#[test]
fn no_memory_is_set_aside_for_a_frame_that_was_only_announced() {
    // A gibibyte, where a gibibyte is allowed; and where it is not.
    let header = [0x82, 0xff, 0, 0, 0, 0, 0x40, 0, 0, 0, 1, 2, 3, 4];
    for max_size in [1 << 30, 1 << 20] {
        let mut buffer = BytesMut::from(&header[..]);
        let mut decoder = FrameDecoder::new(Role::Server, max_size);
        match decoder.decode(&mut buffer) {
            Ok(None) => assert_eq!(decoder.missing(&buffer), 1 << 30),
            Err(Error::FrameTooLong { size, max_size }) => {
                assert_eq!((size, max_size), (1 << 30, 1 << 20));
            }
            other => panic!("{other:?}"),
        }
        assert!(buffer.capacity() < 1024, "{} bytes", buffer.capacity());
    }
}

#[test]
fn a_frame_over_the_limit_is_refused_before_its_payload_comes() {
    for (size, is_taken) in [(4, true), (5, false)] {
        let mut decoder = FrameDecoder::new(Role::Client, 4);
        let decoded = decoder.decode(&mut BytesMut::from(&[0x82, size][..]));
        assert_eq!(decoded.is_ok(), is_taken, "{size}: {decoded:?}");
    }
}

//! Messages with their length in front.

use bytes::{Bytes, BytesMut};
use framing::{Error, LengthDecoder, encode_length};
use kit::{deliveries, expect_wire};

#[test]
fn the_length_stands_in_front_with_the_most_significant_byte_first() {
    let mut buffer = BytesMut::new();
    encode_length(b"ping", 8192, &mut buffer).unwrap();
    encode_length(&[b'x'; 300], 8192, &mut buffer).unwrap();
    expect_wire(&buffer[..8], b"\x00\x00\x00\x04ping", "length, message");
    expect_wire(&buffer[8..14], b"\x00\x00\x01\x2cxx", "300 is 0x12c");
}

#[test]
fn the_same_messages_come_out_however_the_bytes_are_delivered() {
    let messages: [&[u8]; 4] = [b"ping", b"", b"two\nlines\n", b"\xff\x00\xfe"];
    let framed = messages.map(|message| {
        let mut buffer = BytesMut::new();
        encode_length(message, 64, &mut buffer).unwrap();
        buffer.to_vec()
    });
    for delivery in deliveries(&framed.each_ref().map(Vec::as_slice)) {
        let decoder = LengthDecoder::new(64);
        let mut buffer = BytesMut::new();
        let mut decoded: Vec<Bytes> = Vec::new();
        for piece in &delivery.pieces {
            buffer.extend_from_slice(piece);
            while let Some(message) = decoder.decode(&mut buffer).unwrap() {
                decoded.push(message);
            }
        }
        assert_eq!(decoded, messages, "{}", delivery.name);
        assert!(buffer.is_empty());
    }
}

#[test]
fn a_message_of_exactly_the_limit_passes() {
    let mut buffer = BytesMut::from(&b"\x00\x00\x00\x04ping"[..]);
    let message = LengthDecoder::new(4).decode(&mut buffer).unwrap();
    assert_eq!(message.as_deref(), Some(&b"ping"[..]));
}

#[test]
fn a_length_over_the_limit_is_refused_before_a_byte_is_kept_for_it() {
    // The attack: four bytes that ask for 4 GiB.
    let mut buffer = BytesMut::from(&b"\xff\xff\xff\xff"[..]);
    let capacity = buffer.capacity();
    let decoder = LengthDecoder::new(8192);
    for _ in 0..2 {
        let error = decoder.decode(&mut buffer).unwrap_err();
        let (size, max_size) = match error {
            Error::MessageTooLong { size, max_size } => (size, max_size),
            other => panic!("{other}"),
        };
        assert_eq!((size, max_size), (u32::MAX as usize, 8192));
        assert_eq!(buffer.capacity(), capacity);
    }
}

#[test]
fn a_promised_length_reserves_nothing_until_the_bytes_come() {
    // The attack: many connections, each promising a mebibyte and sending
    // four bytes. What is kept grows with what was sent.
    let mut buffer = BytesMut::from(&b"\x00\x10\x00\x00"[..]);
    let capacity = buffer.capacity();
    let decoder = LengthDecoder::new(2 * 1024 * 1024);
    assert!(matches!(decoder.decode(&mut buffer), Ok(None)));
    assert_eq!(buffer.capacity(), capacity);
}

#[test]
fn a_message_that_the_receiver_would_refuse_is_not_sent() {
    let mut buffer = BytesMut::new();
    let error = encode_length(b"pingping", 4, &mut buffer).unwrap_err();
    assert_eq!(error.to_string(), "message of 8 bytes, over 4");
    assert!(buffer.is_empty());
}

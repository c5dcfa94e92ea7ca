//! What holds for any bytes. A moment of it on each run, and longer so:
//!
//! ```sh
//! ARBTEST_BUDGET_MS=60000 cargo test -p chapter-08 --test frames properties
//! ```

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use bytes::BytesMut;
use frame::{
    Close, Decoder, Error, Event, Frame, FrameDecoder, Header, Limits, Opcode,
    Role, mask,
};
use request::HeadDecoder;
use upgrade::Handshake;

use crate::masked;

/// Small, so that random bytes reach them.
const LIMITS: Limits = Limits { frame: 64, message: 96, fragments: 4 };

/// Where chance begins: what it would take long to find.
fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = vec![
        b"\x81\x05Hello".to_vec(),
        b"\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58".to_vec(),
        [masked(0x01, b"Hel"), masked(0x89, b"?"), masked(0x80, b"lo")]
            .concat(),
        [masked(0x01, b"\xe2\x82"), masked(0x80, b"\xac")].concat(),
        masked(0x82, &[7; 64]),
        masked(0x82, &[7; 65]),
        masked(0x88, b"\x03\xe8bye"),
        b"\x82\xfe\x00\x05\0\0\0\0Hello".to_vec(),
        b"\x82\xff\x80\0\0\0\0\0\0\0\0\0\0\0".to_vec(),
        masked(0x02, b"").repeat(6),
    ];
    let key = "dGhlIHNhbXBsZSBub25jZQ==";
    seeds.push(upgrade::request("a", "/", key).into_bytes());
    seeds
}

/// Tries the property on the seeds, on seeds that were damaged, and on
/// whatever chance makes.
fn check(property: impl Fn(&[u8], &mut Unstructured) -> Result<()>) {
    for seed in seeds() {
        let _ = property(&seed, &mut Unstructured::new(&seed));
    }
    arbtest(|u| {
        let bytes = match u.ratio(1, 2)? {
            true => damaged(u)?,
            false => u.arbitrary()?,
        };
        property(&bytes, u)
    });
}

/// Some seeds in a row, and a few bytes of them changed.
fn damaged(u: &mut Unstructured) -> Result<Vec<u8>> {
    let (seeds, mut bytes) = (seeds(), Vec::new());
    for _ in 0..u.int_in_range(1..=4)? {
        bytes.extend_from_slice(u.choose(&seeds)?);
    }
    for _ in 0..u.int_in_range(0..=3)? {
        let at = u.choose_index(bytes.len())?;
        bytes[at] = u.arbitrary()?;
    }
    Ok(bytes)
}

/// Cut at places that chance has chosen.
fn pieces(bytes: &[u8], u: &mut Unstructured) -> Result<Vec<Vec<u8>>> {
    let (mut rest, mut pieces) = (bytes, Vec::new());
    while !rest.is_empty() {
        let size = u.int_in_range(1..=rest.len())?;
        let (piece, behind) = rest.split_at(size);
        pieces.push(piece.to_vec());
        rest = behind;
    }
    Ok(pieces)
}

/// Comparable: an error is what it says.
fn told<T>(result: (T, Option<Error>)) -> (T, Option<String>) {
    (result.0, result.1.map(|error| error.to_string()))
}

#[test]
fn events_do_not_depend_on_how_the_bytes_are_cut() {
    check(|bytes, u| {
        for role in [Role::Server, Role::Client] {
            let whole = told(crate::events(role, LIMITS, &[bytes.to_vec()]));
            let single: Vec<_> = bytes.iter().map(|byte| vec![*byte]).collect();
            let single = told(crate::events(role, LIMITS, &single));
            assert_eq!(single, whole, "one byte at a time: {bytes:02x?}");
            let cut = pieces(bytes, u)?;
            let cut = told(crate::events(role, LIMITS, &cut));
            assert_eq!(cut, whole, "cut: {bytes:02x?}");
        }
        Ok(())
    });
}

#[test]
fn no_message_is_over_its_limits_and_nothing_is_set_aside() {
    check(|bytes, _| {
        let mut decoder = Decoder::new(Role::Server, LIMITS);
        let mut buffer = BytesMut::new();
        for byte in bytes {
            buffer.extend_from_slice(&[*byte]);
            match decoder.decode(&mut buffer) {
                Ok(Some(Event::Message(message))) => {
                    assert!(message.payload().len() <= LIMITS.message);
                }
                Ok(Some(Event::Ping(data) | Event::Pong(data))) => {
                    assert!(data.len() <= 125);
                }
                Ok(Some(Event::Close(close))) => {
                    let size = close.map_or(0, |close| close.reason.len());
                    assert!(size <= 123);
                }
                Ok(None) => {}
                Err(error) => {
                    assert!(error.close_code().is_some());
                    return Ok(());
                }
            }
            // A header and a frame, which may be a control frame, and what a
            // buffer doubles to.
            let longest = 14 + LIMITS.frame.max(125);
            assert!(buffer.len() < longest, "{}", buffer.len());
            assert!(buffer.capacity() < 1024, "{}", buffer.capacity());
        }
        Ok(())
    });
}

#[test]
fn a_header_that_can_be_read_is_written_with_the_same_bytes() {
    check(|bytes, _| {
        if let Ok(Some((header, size))) = Header::decode(bytes) {
            let mut written = BytesMut::new();
            header.encode(&mut written);
            assert_eq!(written, bytes[..size]);
        }
        Ok(())
    });
}

#[test]
fn a_header_that_was_written_is_read_again() {
    let opcodes = [0x0, 0x1, 0x2, 0x8, 0x9, 0xa];
    check(|_, u| {
        let bits = *u.choose(&opcodes)?;
        let opcode = Opcode::from_bits(bits).unwrap();
        let most = if opcode.is_control() { 125 } else { u64::MAX >> 1 };
        let bits = u.int_in_range(0..=63)?;
        let size = u.int_in_range(0..=most >> bits.min(most.ilog2()))?;
        let fin = opcode.is_control() || u.arbitrary()?;
        let header = Header { fin, opcode, mask: u.arbitrary()?, size };
        let mut written = BytesMut::new();
        header.encode(&mut written);
        let read = Header::decode(&written).unwrap();
        assert_eq!(read, Some((header, written.len())));
        Ok(())
    });
}

#[test]
fn a_frame_that_was_written_is_read_again_by_the_other_side() {
    check(|payload, u| {
        let opcode = *u.choose(&[Opcode::Text, Opcode::Binary])?;
        for (sender, receiver) in
            [(Role::Client, Role::Server), (Role::Server, Role::Client)]
        {
            let mut written = BytesMut::new();
            Frame::encode(opcode, payload, sender, &mut written);
            let mut decoder = FrameDecoder::new(receiver, payload.len());
            let frame = decoder.decode(&mut written).unwrap().unwrap();
            assert!(frame.fin && written.is_empty());
            assert_eq!((frame.opcode, &frame.payload[..]), (opcode, payload));
        }
        Ok(())
    });
}

#[test]
fn a_close_that_can_be_read_is_written_with_the_same_bytes() {
    check(|bytes, _| {
        if let Ok(Some(close)) = Close::decode(bytes) {
            assert_eq!(close.encode(), bytes);
        }
        Ok(())
    });
}

#[test]
fn to_mask_twice_is_to_do_nothing() {
    check(|bytes, u| {
        let (mut masked, key) = (bytes.to_vec(), u.arbitrary()?);
        mask(&mut masked, key);
        mask(&mut masked, key);
        assert_eq!(masked, bytes);
        Ok(())
    });
}

#[test]
fn a_handshake_is_the_same_byte_by_byte_and_never_too_long() {
    let read = |pieces: &[&[u8]]| {
        let limits = request::Limits { head: 256, ..Default::default() };
        let mut heads = HeadDecoder::new(limits);
        let mut buffer = BytesMut::new();
        for piece in pieces {
            buffer.extend_from_slice(piece);
            match heads.decode(&mut buffer) {
                Ok(Some(head)) => {
                    let read = Handshake::read(&head, &[]);
                    return Some(read.map_err(|error| error.to_string()));
                }
                Ok(None) => assert!(buffer.len() <= 256 + piece.len()),
                Err(error) => return Some(Err(error.to_string())),
            }
        }
        None
    };
    check(|bytes, _| {
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(read(&single), read(&[bytes]));
        Ok(())
    });
}

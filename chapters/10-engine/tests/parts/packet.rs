//! The seven packets, and what is none.

use engine::{Error, Packet};

use crate::{binary, text};

#[test]
fn each_of_the_seven_is_read_and_written_with_its_digit() {
    for (written, packet) in [
        ("0{}", Packet::Open("{}".to_string())),
        ("1", Packet::Close),
        ("2", Packet::Ping(String::new())),
        ("2probe", Packet::Ping("probe".to_string())),
        ("3", Packet::Pong(String::new())),
        ("3probe", Packet::Pong("probe".to_string())),
        ("4", text("")),
        ("4hello", text("hello")),
        ("4€", text("€")),
        ("4𝕊", text("𝕊")),
        ("44", text("4")),
        ("4a\u{1e}b", text("a\u{1e}b")),
        ("5", Packet::Upgrade),
        ("6", Packet::Noop),
    ] {
        assert_eq!(Packet::decode(written.into()), Ok(packet.clone()));
        assert_eq!(packet.encode(), written.as_bytes());
    }
}

#[test]
fn bytes_wait_behind_the_number_4_and_not_behind_its_digit() {
    assert_eq!(binary(&[1, 2]).encode(), [4, 1, 2][..]);
    assert_eq!(binary(b"").encode(), [4][..]);
    assert_eq!(text("").encode(), [0x34][..]);
}

#[test]
fn data_behind_a_packet_that_has_none_is_ignored() {
    for (written, packet) in [
        ("1now", Packet::Close),
        ("5x", Packet::Upgrade),
        ("6{}", Packet::Noop),
    ] {
        assert_eq!(Packet::decode(written.into()), Ok(packet));
    }
}

#[test]
fn nothing_at_all_is_no_packet() {
    assert_eq!(Packet::decode("".into()), Err(Error::Empty));
}

#[test]
fn every_other_first_byte_is_refused_and_named() {
    for first in (0..=0x7f_u8).filter(|byte| !(b'0'..=b'6').contains(byte)) {
        let refused = Err(Error::UnknownType { byte: first });
        let written = char::from(first).to_string();
        assert_eq!(Packet::decode(written.as_str().into()), refused);
        let written = format!("{written}4hello");
        assert_eq!(Packet::decode(written.into()), refused);
    }
    // The first byte of a letter of many, which is no place to cut.
    let refused = Err(Error::UnknownType { byte: 0xe2 });
    assert_eq!(Packet::decode("€".into()), refused);
}

#[test]
fn the_errors_say_what_was_wrong() {
    for (error, words) in [
        (Error::Empty, "a packet without a type"),
        (
            Error::UnknownType { byte: 0x39 },
            "no packet begins with the byte 0x39",
        ),
        (
            Error::Truncated { announced: 7, there: 6 },
            "a packet of 7 has only 6",
        ),
    ] {
        assert_eq!(error.to_string(), words);
    }
}

//! What a WebSocket's message is, in each revision.

use bytes::Bytes;
use engine::{Error, Packet, Revision};
use tokio_tungstenite::tungstenite::Message as Frame;

use crate::{binary, text};

const BOTH: [Revision; 2] = [Revision::Three, Revision::Four];

#[test]
fn text_is_the_same_in_both() {
    for revision in BOTH {
        for (written, packet) in [
            ("4hello", text("hello")),
            ("4€", text("€")),
            ("2probe", Packet::Ping("probe".to_string())),
            ("1", Packet::Close),
        ] {
            let frame = Frame::text(written);
            assert_eq!(revision.hear(frame.clone()), Ok(packet.clone()));
            assert_eq!(revision.say(packet.encode()), frame);
        }
    }
}

#[test]
fn bytes_are_raw_in_revision_4_and_have_their_type_in_revision_3() {
    let packet = binary(&[1, 2, 3, 4]);
    for (revision, bytes) in [
        (Revision::Four, &[1, 2, 3, 4][..]),
        (Revision::Three, &[4, 1, 2, 3, 4][..]),
    ] {
        let frame = Frame::binary(Bytes::copy_from_slice(bytes));
        assert_eq!(revision.hear(frame.clone()), Ok(packet.clone()));
        assert_eq!(revision.say(packet.clone().encode()), frame);
    }
}

#[test]
fn no_bytes_at_all_are_a_message_in_revision_4_and_none_in_revision_3() {
    let nothing = Frame::binary(Bytes::new());
    assert_eq!(Revision::Four.hear(nothing.clone()), Ok(binary(b"")));
    assert_eq!(Revision::Three.hear(nothing), Err(Error::Empty));
    let typed = Frame::binary(Bytes::from_static(&[4]));
    assert_eq!(Revision::Three.hear(typed.clone()), Ok(binary(b"")));
    assert_eq!(Revision::Three.say(binary(b"").encode()), typed);
}

#[test]
fn bytes_of_revision_3_with_another_type_are_refused() {
    // 0x34 is the digit 4: that would be text.
    for byte in [0, 1, 2, 3, 5, 6, 0x34, 0xff] {
        let frame = Frame::binary(vec![byte, 1, 2]);
        let refused = Err(Error::UnknownType { byte });
        assert_eq!(Revision::Three.hear(frame), refused);
    }
}

#[test]
fn the_same_base64_is_three_bytes_in_revision_4_and_two_in_revision_3() {
    let trap = || Frame::text("b4OHi");
    let three_bytes = binary(&[0xe0, 0xe1, 0xe2]);
    assert_eq!(Revision::Four.hear(trap()), Ok(three_bytes));
    // Here `4` is the type, and `OHi` lacks its padding. The official parser
    // would take it; its own clients write it.
    assert_eq!(Revision::Three.hear(trap()), Err(Error::BadBase64));
    let padded = Frame::text("b4OHg=");
    assert_eq!(Revision::Three.hear(padded), Ok(binary(&[0x38, 0x78])));
}

#[test]
fn base64_in_text_is_bytes() {
    let bytes = binary(&[1, 2, 3, 4]);
    let four = Frame::text("bAQIDBA==");
    assert_eq!(Revision::Four.hear(four), Ok(bytes.clone()));
    let three = Frame::text("b4AQIDBA==");
    assert_eq!(Revision::Three.hear(three), Ok(bytes));
    assert_eq!(Revision::Four.hear(Frame::text("b")), Ok(binary(b"")));
}

#[test]
fn what_is_not_base64_is_refused() {
    for written in ["bAQIDBA", "bAQIDBA=", "bAQ ID", "b-_-_", "b€", "b="] {
        let refused = Err(Error::BadBase64);
        assert_eq!(Revision::Four.hear(Frame::text(written)), refused);
        let typed = written.replacen('b', "b4", 1);
        assert_eq!(Revision::Three.hear(Frame::text(typed)), refused);
    }
    // In revision 3 the type stands behind the `b`, and is 4.
    let refused = Err(Error::UnknownType { byte: b'b' });
    assert_eq!(Revision::Three.hear(Frame::text("bAQID")), refused);
    assert_eq!(Revision::Three.hear(Frame::text("b")), refused);
}

#[test]
fn a_revision_is_shown_as_the_number_behind_eio() {
    assert_eq!(BOTH.map(|revision| revision.to_string()), ["3", "4"]);
}

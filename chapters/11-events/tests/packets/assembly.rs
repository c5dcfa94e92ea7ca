//! A header and its attachments.

use bytes::Bytes;
use events::{Assembly, Limits, PacketError};

use crate::whole;

const TWO: &str = r#"52-/admin,7["baz",{"_placeholder":true,"num":1},{"x":{"_placeholder":true,"num":0}}]"#;

#[test]
fn a_text_without_attachments_is_complete_at_once() {
    let mut assembly = Assembly::new(Limits::default());
    let packet = assembly.text(r#"2["a"]"#).unwrap().unwrap();
    assert_eq!(packet.data, r#"["a"]"#);
    assert_eq!(assembly.missing(), 0);
}

#[test]
fn a_packet_is_complete_with_its_last_attachment_and_not_before() {
    let mut assembly = Assembly::new(Limits::default());
    // Twice: nothing is left of the first.
    for _ in 0..2 {
        assert_eq!(assembly.text(TWO), Ok(None));
        assert_eq!(assembly.missing(), 2);
        assert!(assembly.binary(Bytes::from("first")).unwrap().is_none());
        assert_eq!(assembly.missing(), 1);
        let complete = assembly.binary(Bytes::from("second")).unwrap();
        let (header, binary) = complete.unwrap();
        assert_eq!(assembly.missing(), 0);
        let packet = header.packet();
        assert_eq!((packet.namespace, packet.id), ("/admin", Some(7)));
        let (name, args) = packet.event(binary).unwrap();
        assert_eq!(name, "baz");
        assert_eq!(args.binary(0).unwrap(), "second");
        assert_eq!(args.attachments()[0], "first");
    }
}

#[test]
fn an_attachment_may_be_empty() {
    let whole = whole(Limits::default(), TWO, &[b"", b""]).unwrap();
    assert_eq!(whole.unwrap().args.binary(0).unwrap(), "");
}

#[test]
fn text_between_attachments_is_an_error() {
    let mut assembly = Assembly::new(Limits::default());
    assembly.text(TWO).unwrap();
    assembly.binary(Bytes::from("first")).unwrap();
    for text in [r#"2["a"]"#, TWO, "", "1"] {
        let error = assembly.text(text).unwrap_err();
        assert_eq!(error, PacketError::TextInside { missing: 1 });
    }
}

#[test]
fn an_attachment_without_a_header_is_an_error() {
    let mut assembly = Assembly::new(Limits::default());
    for _ in 0..2 {
        let error = assembly.binary(Bytes::from("x")).unwrap_err();
        assert_eq!(error, PacketError::UnexpectedBinary);
        // Nor with a packet that has none.
        assembly.text(r#"2["a"]"#).unwrap();
    }
}

#[test]
fn ten_attachments_are_taken_and_eleven_are_not() {
    let header = |count: usize| {
        let all: Vec<_> = (0..count)
            .map(|num| format!(r#"{{"_placeholder":true,"num":{num}}}"#))
            .collect();
        format!(r#"5{count}-["a",{}]"#, all.join(","))
    };
    let mut assembly = Assembly::new(Limits::default());
    assert_eq!(assembly.text(&header(10)), Ok(None));
    let mut assembly = Assembly::new(Limits::default());
    let too_many = |attachments| PacketError::TooManyAttachments {
        attachments,
        max_attachments: 10,
    };
    assert_eq!(assembly.text(&header(11)), Err(too_many(11)));
    // It is refused for its number, whatever is in it.
    let text = "55999999999-";
    assert_eq!(assembly.text(text), Err(too_many(5_999_999_999)));
    assert_eq!(assembly.missing(), 0);
}

#[test]
fn header_and_attachments_have_a_limit_together() {
    let limits = Limits { bytes: TWO.len() + 10, ..Limits::default() };
    assert!(whole(limits, TWO, &[b"01234", b"56789"]).unwrap().is_some());
    let max_size = limits.bytes;
    let too_many = PacketError::TooManyBytes { size: max_size + 1, max_size };
    let error = whole(limits, TWO, &[b"01234", b"567890"]).unwrap_err();
    assert_eq!(error, too_many);
    // Each packet begins at nothing.
    let mut assembly = Assembly::new(limits);
    for _ in 0..3 {
        assert_eq!(assembly.text(TWO), Ok(None));
        assert!(assembly.binary(Bytes::from("01234")).is_ok());
        assert!(assembly.binary(Bytes::from("56789")).is_ok());
    }
    // With the first that is too much, not with the last.
    let error = whole(limits, TWO, &[b"01234567890"]).unwrap_err();
    assert_eq!(error, too_many);
    let limits = Limits { bytes: TWO.len() - 1, ..Limits::default() };
    assert!(whole(limits, TWO, &[]).is_err());
    // Whole packets have Engine.IO's limit.
    let limits = Limits { bytes: 0, ..Limits::default() };
    assert!(whole(limits, r#"2["a"]"#, &[]).is_ok());
}

//! Every example of the two documents, read and written:
//! [protocol 5](https://github.com/socketio/socket.io-protocol#packet-encoding)
//! and [protocol 4](https://github.com/socketio/socket.io-protocol/tree/v4#examples).

use events::{Args, Kind, Packet, write_ack, write_event};

use crate::whole;

/// Text, kind, namespace, data.
const WITHOUT_ID: &[(&str, Kind, &str, &str)] = &[
    // Protocol 5.
    ("0", Kind::Connect, "/", ""),
    (
        r#"0{"sid":"wZX3oN0bSVIhsaknAAAI"}"#,
        Kind::Connect,
        "/",
        r#"{"sid":"wZX3oN0bSVIhsaknAAAI"}"#,
    ),
    ("0/admin,", Kind::Connect, "/admin", ""),
    (
        r#"0/admin,{"sid":"oSO0OpakMV_3jnilAAAA"}"#,
        Kind::Connect,
        "/admin",
        r#"{"sid":"oSO0OpakMV_3jnilAAAA"}"#,
    ),
    (
        r#"0/admin,{"token":"123"}"#,
        Kind::Connect,
        "/admin",
        r#"{"token":"123"}"#,
    ),
    (
        r#"4{"message":"Not authorized"}"#,
        Kind::ConnectError,
        "/",
        r#"{"message":"Not authorized"}"#,
    ),
    (r#"2["foo"]"#, Kind::Event, "/", r#"["foo"]"#),
    (r#"2/admin,["bar"]"#, Kind::Event, "/admin", r#"["bar"]"#),
    (r#"2["hey","Jude"]"#, Kind::Event, "/", r#"["hey","Jude"]"#),
    ("1", Kind::Disconnect, "/", ""),
    ("1/admin,", Kind::Disconnect, "/admin", ""),
    // Protocol 4.
    (r#"2["hello",1]"#, Kind::Event, "/", r#"["hello",1]"#),
    (
        r#"4/admin,"Not authorized""#,
        Kind::ConnectError,
        "/admin",
        r#""Not authorized""#,
    ),
];

/// Text, kind, namespace, id, data.
const WITH_ID: &[(&str, Kind, &str, u64, &str)] = &[
    // Protocol 5.
    (r#"212["foo"]"#, Kind::Event, "/", 12, r#"["foo"]"#),
    ("312[]", Kind::Ack, "/", 12, "[]"),
    (r#"2/admin,13["foo"]"#, Kind::Event, "/admin", 13, r#"["foo"]"#),
    (r#"3/admin,13["bar"]"#, Kind::Ack, "/admin", 13, r#"["bar"]"#),
    (r#"314["bar"]"#, Kind::Ack, "/", 14, r#"["bar"]"#),
    (r#"215["foo"]"#, Kind::Event, "/", 15, r#"["foo"]"#),
    (r#"2/admin,1["tellme"]"#, Kind::Event, "/admin", 1, r#"["tellme"]"#),
    // Protocol 4.
    (
        r#"2/admin,456["project:delete",123]"#,
        Kind::Event,
        "/admin",
        456,
        r#"["project:delete",123]"#,
    ),
    ("3/admin,456[]", Kind::Ack, "/admin", 456, "[]"),
];

/// Header, attachments, namespace, id, name, and then what is no attachment
/// of the arguments.
type Binary = (
    &'static str,
    &'static [&'static [u8]],
    &'static str,
    Option<u64>,
    Option<&'static str>,
    Option<&'static str>,
);

const BINARY: &[Binary] = &[
    // Protocol 5.
    (
        r#"51-["baz",{"_placeholder":true,"num":0}]"#,
        &[&[1, 2, 3, 4]],
        "/",
        None,
        Some("baz"),
        None,
    ),
    (
        r#"52-/admin,["baz",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]"#,
        &[&[1, 2], &[3, 4]],
        "/admin",
        None,
        Some("baz"),
        None,
    ),
    (
        r#"51-14["foo",{"_placeholder":true,"num":0}]"#,
        &[&[1, 2, 3, 4]],
        "/",
        Some(14),
        Some("foo"),
        None,
    ),
    (
        r#"61-15["bar",{"_placeholder":true,"num":0}]"#,
        &[&[1, 2, 3, 4]],
        "/",
        Some(15),
        None,
        Some("bar"),
    ),
    (
        r#"61-/admin,1[{"_placeholder":true,"num":0}]"#,
        &[b"<binary>"],
        "/admin",
        Some(1),
        None,
        None,
    ),
    // Protocol 4.
    (
        r#"51-["hello",{"_placeholder":true,"num":0}]"#,
        &[&[1, 2, 3]],
        "/",
        None,
        Some("hello"),
        None,
    ),
    (
        r#"51-/admin,456["project:delete",{"_placeholder":true,"num":0}]"#,
        &[&[1, 2, 3]],
        "/admin",
        Some(456),
        Some("project:delete"),
        None,
    ),
    (
        r#"61-/admin,456[{"_placeholder":true,"num":0}]"#,
        &[&[3, 2, 1]],
        "/admin",
        Some(456),
        None,
        None,
    ),
];

fn expect(text: &str, packet: Packet) {
    assert_eq!(Packet::decode(text), Ok(packet), "reading {text}");
    let mut written = String::from("4");
    packet.encode(&mut written);
    assert_eq!(written, format!("4{text}"));
}

#[test]
fn a_kind_is_its_digit() {
    use Kind::*;
    let kinds =
        [Connect, Disconnect, Event, Ack, ConnectError, BinaryEvent, BinaryAck];
    for (digit, kind) in ('0'..).zip(kinds) {
        assert_eq!(Kind::from_digit(digit), Some(kind));
        assert_eq!(kind.digit(), digit);
    }
    for other in ['7', '8', '9', ' ', '/', 'a', '٠'] {
        assert_eq!(Kind::from_digit(other), None);
    }
    let of = |is: fn(Kind) -> bool| kinds.map(|kind| u8::from(is(kind)));
    assert_eq!(of(Kind::is_event), [0, 0, 1, 0, 0, 1, 0]);
    assert_eq!(of(Kind::is_ack), [0, 0, 0, 1, 0, 0, 1]);
    assert_eq!(of(Kind::is_binary), [0, 0, 0, 0, 0, 1, 1]);
}

#[test]
fn the_examples_without_an_id_are_read_and_written_as_they_stand() {
    for &(text, kind, namespace, data) in WITHOUT_ID {
        expect(text, Packet::new(kind, namespace, data));
    }
}

#[test]
fn the_examples_with_an_id_are_read_and_written_as_they_stand() {
    for &(text, kind, namespace, id, data) in WITH_ID {
        let packet = Packet::new(kind, namespace, data);
        expect(text, Packet { id: Some(id), ..packet });
    }
}

#[test]
fn the_query_of_protocol_4_is_no_part_of_the_namespace() {
    let packet = Packet::new(Kind::Connect, "/admin", "");
    let query = Some("token=1234&uid=abcd");
    expect("0/admin?token=1234&uid=abcd,", Packet { query, ..packet });
    let packet = Packet::new(Kind::Connect, "/", "");
    expect("0/?a=b,", Packet { query: Some("a=b"), ..packet });
    expect("0/?,", Packet { query: Some(""), ..packet });
    // Only a CONNECT has one.
    expect("1/a?b,", Packet::new(Kind::Disconnect, "/a?b", ""));
}

#[test]
fn the_examples_with_attachments_are_put_together() {
    for &(text, attachments, namespace, id, name, first) in BINARY {
        let whole = whole(Default::default(), text, attachments);
        let whole = whole.unwrap().expect(text);
        assert_eq!(whole.namespace, namespace, "{text}");
        assert_eq!(whole.id, id, "{text}");
        assert_eq!(whole.name.as_deref(), name, "{text}");
        let before = first.map_or(0, |_| 1);
        assert_eq!(whole.args.len(), before + attachments.len(), "{text}");
        if let Some(first) = first {
            assert_eq!(whole.args.get::<String>(0).unwrap(), first);
        }
        for (index, bytes) in attachments.iter().enumerate() {
            let binary = whole.args.binary(before + index);
            assert_eq!(binary.unwrap(), bytes, "{text}");
        }
    }
}

#[test]
fn the_examples_with_attachments_are_written_as_they_stand() {
    for &(text, attachments, namespace, id, name, first) in BINARY {
        let mut args = Args::new();
        if let Some(first) = first {
            args = args.and(first).unwrap();
        }
        for bytes in attachments {
            args = args.and_binary(*bytes);
        }
        let mut written = String::from("4");
        match name {
            Some(name) => write_event(&mut written, namespace, id, name, &args),
            None => write_ack(&mut written, namespace, id.unwrap(), &args),
        }
        .unwrap();
        assert_eq!(written, format!("4{text}"));
        assert_eq!(args.attachments(), attachments);
    }
}

#[test]
fn what_the_official_tests_refuse_is_refused() {
    // socket.io-parser 4.2.7, test/parser.js.
    for text in [
        "442[\"some\",\"data\"",
        "0/admin,\"invalid\"",
        "0[]",
        "1/admin,{}",
        "2/admin,\"invalid",
        "2/admin,{}",
        "2[{\"toString\":\"foo\"}]",
        "2[true,\"foo\"]",
        "2[null,\"bar\"]",
        "2[\"connect\"]",
        "2[\"disconnect\",\"123\"]",
        "5",
        "51",
        "50-",
        "5a-",
        "51.23-",
        "999",
        // The protocol's test suite.
        "abc",
        "2{}",
        "2abc[\"message-with-ack\",1]",
    ] {
        assert!(Packet::decode(text).is_err(), "{text} was accepted");
    }
}

//! Where the official parser is odd (socket.io-parser 4.2.7): what we do.

use events::PacketError::{self, *};
use events::{Kind, MAX_DEPTH, Packet};

fn error(text: &str) -> PacketError {
    match Packet::decode(text) {
        Ok(packet) => panic!("{text} was accepted as {packet:?}"),
        Err(error) => error,
    }
}

#[test]
fn nothing_is_not_a_connect() {
    assert_eq!(error(""), Empty);
}

#[test]
fn a_connect_has_no_id() {
    assert_eq!(error("01"), UnexpectedId { kind: Kind::Connect });
    assert_eq!(error("11"), UnexpectedId { kind: Kind::Disconnect });
    let kind = Kind::ConnectError;
    assert_eq!(error(r#"41"no""#), UnexpectedId { kind });
}

#[test]
fn an_event_without_data_is_none() {
    for text in ["2", "212", "2/admin,", "2/admin", r#"2/admin["a"]"#] {
        assert_eq!(error(text), MissingData { kind: Kind::Event }, "{text}");
    }
    assert_eq!(error("312"), MissingData { kind: Kind::Ack });
}

#[test]
fn an_acknowledgement_has_an_id() {
    assert_eq!(error("3[]"), MissingId);
    assert_eq!(error(r#"61-[{"_placeholder":true,"num":0}]"#), MissingId);
}

#[test]
fn a_space_is_no_digit() {
    for text in [r#"2 ["a"]"#, r#"21 ["a"]"#, r#"2 1["a"]"#] {
        assert_eq!(error(text), WrongData { kind: Kind::Event }, "{text}");
    }
    assert_eq!(error(r#"5 1-["a"]"#), NoCount);
    // Nor is a digit of another script.
    assert_eq!(error("2\u{661}[\"a\"]"), WrongData { kind: Kind::Event });
}

#[test]
fn behind_the_data_there_is_nothing() {
    assert_eq!(error(r#"2["a"] "#), NotJson { column: 6 });
    assert!(matches!(error(r#"2["a"]["b"]"#), NotJson { .. }));
    assert!(matches!(error("2[\"a\"]\0"), NotJson { .. }));
}

#[test]
fn an_id_has_one_form() {
    assert_eq!(error(r#"200012["a"]"#), BadId { id: "00012".into() });
    assert_eq!(error(r#"200["a"]"#), BadId { id: "00".into() });
    assert_eq!(Packet::decode(r#"20["a"]"#).unwrap().id, Some(0));
}

#[test]
fn an_id_may_be_all_that_64_bits_hold_and_not_more() {
    let largest = Packet::decode(r#"218446744073709551615["a"]"#).unwrap();
    assert_eq!(largest.id, Some(u64::MAX));
    for id in ["18446744073709551616", &"9".repeat(1000)] {
        let error = error(&format!(r#"2{id}["a"]"#));
        assert_eq!(error, BadId { id: id.chars().take(24).collect() });
    }
}

#[test]
fn a_count_of_attachments_has_one_form() {
    let rest = r#"["a",{"_placeholder":true,"num":0}]"#;
    assert!(Packet::decode(&format!("51-{rest}")).is_ok());
    for count in
        ["1.0", "+1", "0x1", "1e0", " 1", "1 ", "01", "", "-1", "1,", "١"]
    {
        let text = format!("5{count}-{rest}");
        assert_eq!(error(&text), NoCount, "{text}");
    }
    assert_eq!(error(&format!("5{rest}")), NoCount);
    assert_eq!(error(&format!("599999999999999999999-{rest}")), NoCount);
    assert_eq!(error(&format!("50-{rest}")), NoAttachments);
    assert_eq!(error("50-[\"a\"]"), NoAttachments);
}

#[test]
fn the_main_namespace_may_be_named() {
    for text in [r#"2["a"]"#, r#"2/,["a"]"#] {
        assert_eq!(Packet::decode(text).unwrap().namespace, "/");
    }
}

#[test]
fn at_the_end_of_a_packet_the_comma_may_be_missing() {
    for kind in ["0", "1", "4"] {
        let text = format!("{kind}/admin");
        let packet = Packet::decode(&text).unwrap();
        assert_eq!((packet.namespace, packet.data), ("/admin", ""));
    }
    let packet = Packet::decode("0/custom?token=abc").unwrap();
    assert_eq!(packet.namespace, "/custom");
    assert_eq!(packet.query, Some("token=abc"));
}

#[test]
fn a_connect_carries_an_object_or_nothing() {
    assert_eq!(Packet::decode("0{}").unwrap().data, "{}");
    for data in ["[]", "\"a\"", "null", "true", "-1"] {
        let error = error(&format!("0{data}"));
        assert_eq!(error, WrongData { kind: Kind::Connect }, "{data}");
    }
}

#[test]
fn a_refusal_carries_an_object_a_text_or_nothing() {
    for data in ["{}", "\"no\"", ""] {
        assert_eq!(Packet::decode(&format!("4{data}")).unwrap().data, data);
    }
    for data in ["[]", "null", "true"] {
        let error = error(&format!("4{data}"));
        assert_eq!(error, WrongData { kind: Kind::ConnectError }, "{data}");
    }
}

#[test]
fn an_event_and_an_acknowledgement_carry_an_array() {
    for data in ["{}", "\"a\"", "null", "true"] {
        let event = error(&format!("21{data}"));
        assert_eq!(event, WrongData { kind: Kind::Event }, "{data}");
        let ack = error(&format!("31{data}"));
        assert_eq!(ack, WrongData { kind: Kind::Ack }, "{data}");
    }
}

#[test]
fn white_space_between_arguments_is_none_of_theirs() {
    for (text, json) in
        [("31[ ]", ""), ("31[ 1 ]", "1"), ("31[\n1 , 2\t]", "1 , 2")]
    {
        let args = Packet::decode(text).unwrap().ack(Vec::new()).unwrap();
        assert_eq!(args.json(), json, "{text:?}");
    }
    for (text, json) in
        [("2[ 1 ]", ""), ("2[1 , 2 ]", "2"), ("2[\n1,\t2 , 3 ]", "2 , 3")]
    {
        let packet = Packet::decode(text).unwrap();
        let (name, args) = packet.event(Vec::new()).unwrap();
        assert_eq!((&*name, args.json()), ("1", json), "{text:?}");
    }
}

#[test]
fn a_disconnect_carries_nothing() {
    for data in ["{}", "[]", "\"a\"", "null"] {
        let error = error(&format!("1{data}"));
        assert_eq!(error, WrongData { kind: Kind::Disconnect }, "{data}");
    }
}

#[test]
fn a_name_is_a_text_or_a_number() {
    for (data, expected) in [
        (r#"["a"]"#, "a"),
        (r#"[ "a" , 1 ]"#, "a"),
        (r#"[""]"#, ""),
        (r#"["\u0061\n"]"#, "a\n"),
        (r#"["\ud83e\udde6"]"#, "🧦"),
        ("[1]", "1"),
        ("[-1.5e+21,2]", "-1.5e+21"),
    ] {
        let text = format!("2{data}");
        let (name, _) =
            Packet::decode(&text).unwrap().event(Vec::new()).unwrap();
        assert_eq!(name, expected);
    }
    for data in ["[]", "[ ]", "[null]", "[true]", "[[\"a\"]]", "[{}]"] {
        assert_eq!(error(&format!("2{data}")), NoName, "{data}");
    }
    // Half of a surrogate pair is no text.
    assert_eq!(error(r#"2["\ud800"]"#), NoName);
}

#[test]
fn reserved_names_are_refused_however_they_are_written() {
    for name in events::RESERVED {
        let error = error(&format!(r#"2["{name}",1]"#));
        assert_eq!(error, Reserved { name: name.into() });
    }
    let name = "connect".to_string();
    assert_eq!(error(r#"2["conn\u0065ct"]"#), Reserved { name: name.clone() });
    let text = r#"51-["connect",{"_placeholder":true,"num":0}]"#;
    assert_eq!(error(text), Reserved { name });
}

#[test]
fn inherited_names_are_names() {
    for name in ["__proto__", "toString", "constructor", "hasOwnProperty"] {
        let text = format!(r#"2["{name}",{{"__proto__":1}}]"#);
        let packet = Packet::decode(&text).unwrap();
        assert_eq!(packet.event(Vec::new()).unwrap().0, name);
    }
}

#[test]
fn numbers_and_texts_come_through_as_they_are() {
    let args = r#"1e400,12345678901234567890123,-0,1.0,"\u0000","\ud800",{"a":1,"a":2}"#;
    let text = format!(r#"2["a",{args}]"#);
    let packet = Packet::decode(&text).unwrap();
    let (_, received) = packet.event(Vec::new()).unwrap();
    assert_eq!(received.json(), args);
    let mut written = String::new();
    events::write_event(&mut written, "/", None, "a", &received).unwrap();
    assert_eq!(written, text);
}

#[test]
fn brackets_may_be_as_deep_as_a_program_can_ask_for() {
    let nested = |depth: usize| {
        format!(r#"2["a",{}{}]"#, "[".repeat(depth - 1), "]".repeat(depth - 1))
    };
    let deepest = nested(MAX_DEPTH);
    let packet = Packet::decode(&deepest).unwrap();
    let (_, args) = packet.event(Vec::new()).unwrap();
    args.get::<serde_json::Value>(0).unwrap();
    serde_json::from_str::<serde_json::Value>(packet.data).unwrap();
    let too_deep = TooDeep { max_depth: MAX_DEPTH };
    assert_eq!(error(&nested(MAX_DEPTH + 1)), too_deep);
    assert_eq!(error(&nested(500_000)), too_deep);
    let objects = r#"{"":"#.repeat(MAX_DEPTH);
    let closing = "}".repeat(MAX_DEPTH);
    assert_eq!(error(&format!(r#"2["a",{objects}1{closing}]"#)), too_deep);
    // Brackets in a text are none, and a quote in a text does not end it.
    let many = "[".repeat(1000);
    for text in ["", "\\\"", "\\\\\\\""] {
        let text = format!(r#"2["a","{text}{many}"]"#);
        assert!(Packet::decode(&text).is_ok(), "{text}");
    }
    let closing = "]".repeat(1000);
    assert_eq!(error(&format!(r#"2["a","\\",{many}{closing}]"#)), too_deep);
}

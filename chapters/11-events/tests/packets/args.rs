//! What a program puts into arguments, and gets out of them.

use std::collections::HashMap;

use bytes::Bytes;
use events::{
    Args, ArgsError, Packet, PacketError, Placeholder, write_ack, write_event,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

fn event(args: &Args) -> Result<String, ArgsError> {
    let mut out = String::new();
    write_event(&mut out, "/", None, "a", args)?;
    Ok(out)
}

/// What the other side gets, of a text that has just been written.
fn received(text: &str, binary: &[Bytes]) -> Args {
    let packet = Packet::decode(text).unwrap();
    packet.event(binary.to_vec()).unwrap().1
}

#[test]
fn an_event_has_any_number_of_arguments() {
    assert_eq!(event(&Args::new()).unwrap(), r#"2["a"]"#);
    let args = Args::of("x").unwrap().and(&1).unwrap().and(&()).unwrap();
    assert_eq!(event(&args).unwrap(), r#"2["a","x",1,null]"#);
    let received = received(r#"2["a","x",1,null]"#, &[]);
    assert_eq!(received, args);
    assert_eq!((received.len(), received.is_empty()), (3, false));
    assert_eq!((Args::new().len(), Args::new().is_empty()), (0, true));
}

#[test]
fn an_acknowledgement_has_any_number_of_arguments() {
    let mut out = String::new();
    write_ack(&mut out, "/admin", 7, &Args::new()).unwrap();
    write_ack(&mut out, "/", 0, &Args::of(&[1, 2]).unwrap()).unwrap();
    assert_eq!(out, "3/admin,7[]30[[1,2]]");
}

#[test]
fn an_argument_is_found_by_its_number() {
    let args = received(r#"2["a", "[,]" , [1,"]"] ,{"b":","} , 5 ]"#, &[]);
    let raw: Vec<_> = args.iter().map(|raw| raw.get()).collect();
    assert_eq!(raw, [r#""[,]""#, r#"[1,"]"]"#, r#"{"b":","}"#, "5"]);
    assert_eq!(args.get::<String>(0).unwrap(), "[,]");
    assert_eq!(args.get::<Value>(2).unwrap(), json!({"b": ","}));
    assert_eq!(args.get::<u8>(3).unwrap(), 5);
    assert!(args.raw(4).is_none());
    let error = args.get::<u8>(4).unwrap_err();
    assert!(matches!(error, ArgsError::Missing { index: 4, count: 4 }));
    let error = args.get::<u8>(0).unwrap_err();
    assert!(matches!(error, ArgsError::WrongType { index: 0, .. }));
}

#[test]
fn what_has_no_json_is_refused_when_it_is_given() {
    let map = HashMap::from([(vec![1], 1)]);
    assert!(matches!(Args::of(&map), Err(ArgsError::NoJson(_))));
}

#[test]
fn a_reserved_name_is_not_sent() {
    for name in events::RESERVED {
        let mut out = String::from("4");
        let error = write_event(&mut out, "/", None, name, &Args::new());
        assert!(matches!(error, Err(ArgsError::Reserved { .. })), "{name}");
        assert_eq!(out, "4");
    }
}

#[test]
fn a_name_is_quoted_if_it_has_to_be() {
    for name in ["", "a\"b", "\\", "\u{1e}", "🧦", "a,b", "\u{7f}"] {
        let mut out = String::new();
        write_event(&mut out, "/a", Some(1), name, &Args::new()).unwrap();
        let packet = Packet::decode(&out).unwrap();
        assert_eq!(packet.event(Vec::new()).unwrap().0, name);
        assert!(!out.contains('\u{1e}'), "it would end Engine.IO's packet");
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Upload {
    name: String,
    file: Placeholder,
}

#[test]
fn an_attachment_may_stand_anywhere_in_an_argument() {
    let mut args = Args::new();
    let file = args.attach(&b"first"[..]);
    let args = args.and_binary(&b"second"[..]);
    let upload = Upload { name: "a".into(), file };
    let args = args.and(&[upload]).unwrap();
    let text = event(&args).unwrap();
    let expected = concat!(
        r#"52-["a",{"_placeholder":true,"num":1},"#,
        r#"[{"name":"a","file":{"_placeholder":true,"num":0}}]]"#,
    );
    assert_eq!(text, expected);
    let received = received(&text, args.attachments());
    assert_eq!(received.binary(0).unwrap(), "second");
    let [upload]: [Upload; 1] = received.get(1).unwrap();
    assert_eq!(received.attachment(upload.file).unwrap(), "first");
    assert!(received.binary(1).is_none());
}

#[test]
fn in_an_event_without_attachments_a_placeholder_is_data() {
    let fake = json!({"_placeholder": true, "num": 0});
    let args = Args::of(&fake).unwrap();
    let text = event(&args).unwrap();
    assert!(text.starts_with("2["), "{text}");
    let received = received(&text, &[]);
    assert!(received.binary(0).is_none());
    assert_eq!(received.get::<Value>(0).unwrap(), fake);
}

#[test]
fn data_that_looks_like_a_placeholder_is_not_sent_beside_an_attachment() {
    for fake in [
        r#"{"_placeholder":true,"num":0}"#,
        r#"{"_placeholder":true,"num":1}"#,
        r#"{"_placeholder":true,"num":"0"}"#,
        r#"[{"x":{"num":0,"_placeholder":true}}]"#,
        r#"{"\u005fplaceholder":true,"num":0}"#,
        r#"{"_placeholder":true,"num":0,"more":1}"#,
        r#"{"_placeholder":true}"#,
    ] {
        let raw: &serde_json::value::RawValue =
            serde_json::from_str(fake).unwrap();
        let args = Args::of(raw).unwrap().and_binary(&b"secret"[..]);
        let error = event(&args).unwrap_err();
        assert!(matches!(error, ArgsError::Attachments(_)), "{fake}");
    }
    for other in [json!({"_placeholder": false, "num": 0}), json!({"num": 0})] {
        let args = Args::of(&other).unwrap().and_binary(&b"x"[..]);
        assert!(event(&args).is_ok(), "{other}");
    }
}

#[test]
fn beside_an_attachment_what_says_that_it_is_no_placeholder_is_data() {
    let text = concat!(
        r#"51-["a",{"_placeholder":false,"num":0},"#,
        r#"{"_placeholder":true,"num":0}]"#,
    );
    let args = received(text, &[Bytes::from("x")]);
    assert!(args.binary(0).is_none());
    assert_eq!(args.binary(1).unwrap(), "x");
}

#[test]
fn json_that_is_too_deep_is_not_sent_beside_an_attachment() {
    let deep = "[".repeat(400_000) + &"]".repeat(400_000);
    let raw: &serde_json::value::RawValue =
        serde_json::from_str(&deep).unwrap();
    let args = Args::of(raw).unwrap().and_binary(&b"x"[..]);
    let error = event(&args).unwrap_err();
    let too_deep = PacketError::TooDeep { max_depth: events::MAX_DEPTH };
    assert!(
        matches!(error, ArgsError::Attachments(error) if error == too_deep)
    );
}

#[test]
fn an_attachment_that_is_nowhere_is_not_sent() {
    let mut args = Args::of(&1).unwrap();
    let _ = args.attach(&b"lost"[..]);
    let mismatch = PacketError::Mismatch { placeholders: 0, attachments: 1 };
    match event(&args) {
        Err(ArgsError::Attachments(error)) => assert_eq!(error, mismatch),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_came_can_be_sent_on_with_more_behind_it() {
    let text = r#"51-["a",{"_placeholder":true,"num":0}]"#;
    let args = received(text, &[Bytes::from("one")]).and_binary("two");
    let text = event(&args).unwrap();
    let received = received(&text, args.attachments());
    assert_eq!(received.binary(0).unwrap(), "one");
    assert_eq!(received.binary(1).unwrap(), "two");
}

#[test]
fn memory_for_a_text_is_taken_once() {
    let data = format!("[{:?}]", "x".repeat(1000));
    let args = Args::of(&"x".repeat(1000)).unwrap();
    // Room for the text, and little more: nothing was doubled.
    let expect_once = |out: String| {
        let room = out.capacity() - out.len();
        assert!((1..64).contains(&room), "{room} bytes left");
    };
    let mut out = String::new();
    write_event(&mut out, "/admin", Some(7), "name", &args).unwrap();
    expect_once(out);
    let mut out = String::new();
    Packet::new(events::Kind::Event, "/admin", &data).encode(&mut out);
    expect_once(out);
}

//! Headers that cannot be true. Each is refused before an attachment comes.

use events::PacketError::{self, *};
use events::{Assembly, Limits, Packet};

fn error(text: &str) -> PacketError {
    let mut assembly = Assembly::new(Limits::default());
    let error = assembly.text(text).expect_err(text);
    assert_eq!(assembly.missing(), 0, "{text}");
    error
}

/// A header with two attachments, and these arguments.
fn two(args: &str) -> PacketError {
    error(&format!(r#"52-["a",{args}]"#))
}

const FIRST: &str = r#"{"_placeholder":true,"num":0}"#;
const SECOND: &str = r#"{"_placeholder":true,"num":1}"#;

#[test]
fn a_header_without_placeholders_is_refused() {
    let mismatch = Mismatch { placeholders: 0, attachments: 1 };
    assert_eq!(error(r#"51-["a"]"#), mismatch);
    assert_eq!(error("61-7[]"), mismatch);
    let not_one = r#"51-["a",{"_placeholder":false,"num":0}]"#;
    assert_eq!(error(not_one), mismatch);
    assert_eq!(error(r#"51-["a",{"_placeholder":1,"num":0}]"#), mismatch);
    // A text is none.
    let text = r#"51-["a","{\"_placeholder\":true,\"num\":0}"]"#;
    assert_eq!(error(text), mismatch);
}

#[test]
fn a_header_that_announces_more_than_it_places_is_refused() {
    let mismatch = Mismatch { placeholders: 1, attachments: 2 };
    assert_eq!(two(FIRST), mismatch);
    assert_eq!(two(SECOND), mismatch);
    // Decoded without a limit, it costs nothing either.
    let text = format!(r#"55999999999-["a",{FIRST}]"#);
    let error = Packet::decode(&text).unwrap_err();
    let attachments = 5_999_999_999;
    assert_eq!(error, Mismatch { placeholders: 1, attachments });
}

#[test]
fn a_placeholder_of_an_attachment_that_does_not_come_is_refused() {
    for num in [2, 3, usize::MAX] {
        let args = format!(r#"{FIRST},{{"_placeholder":true,"num":{num}}}"#);
        assert_eq!(two(&args), NoSuchAttachment { num, attachments: 2 });
    }
    let num = 2;
    let args = format!(r#"{FIRST},{SECOND},{{"_placeholder":true,"num":2}}"#);
    assert_eq!(two(&args), NoSuchAttachment { num, attachments: 2 });
}

#[test]
fn a_placeholder_whose_number_is_none_is_refused() {
    for num in [
        "-1",
        "-0",
        "0.5",
        "1.0",
        "1e0",
        "\"1\"",
        "\"splice\"",
        "null",
        "true",
        "[1]",
        "{}",
        "18446744073709551616",
        "1e400",
    ] {
        let args = format!(r#"{FIRST},{{"_placeholder":true,"num":{num}}}"#);
        assert_eq!(two(&args), BadPlaceholder, "{num}");
    }
    for placeholder in [
        r#"{"_placeholder":true}"#,
        r#"{"_placeholder":true,"num":1,"more":1}"#,
        r#"{"_placeholder":true,"num":1,"num":1}"#,
        r#"{"_placeholder":true,"_placeholder":true,"num":1}"#,
    ] {
        let args = format!("{FIRST},{placeholder}");
        assert_eq!(two(&args), BadPlaceholder, "{placeholder}");
    }
}

#[test]
fn an_attachment_has_one_place() {
    assert_eq!(two(&format!("{FIRST},{FIRST}")), Repeated { num: 0 });
    let text = format!(r#"53-["a",{FIRST},{SECOND},{FIRST}]"#);
    assert_eq!(error(&text), Repeated { num: 0 });
    let many = [SECOND; 1000].join(",");
    assert_eq!(two(&format!("{FIRST},{many}")), Repeated { num: 1 });
}

#[test]
fn placeholders_are_found_wherever_they_are() {
    for args in [
        format!("{FIRST},{SECOND}"),
        format!("{SECOND},{FIRST}"),
        format!("[[{SECOND}]],{{\"a\":[{FIRST}]}}"),
        format!(" [ 1 , {FIRST} ] , {{ \"a\" : {{ \"b\" : {SECOND} }} }} "),
        format!("1e400,\"\\\"{{\",\"\\\\\",{FIRST},\"\\ud800\",{SECOND}"),
        format!("{{\"\\ud800\":{FIRST},\"\\\\\":{SECOND}}}"),
        format!(r#"{FIRST},{{"num":1,"_placeholder":true}}"#),
        format!(r#"{FIRST},{{ "\u005fplaceholder" : true , "num" : 1 }}"#),
        format!(r#"{{"__proto__":{FIRST},"toString":{SECOND}}}"#),
        format!(
            r#"{FIRST},{{"_placeholder":true,"_placeholder":false}},{SECOND}"#
        ),
        format!("[],{{}},[{{}}],{FIRST},{SECOND},[[]]"),
    ] {
        let text = format!(r#"52-["a",{args}]"#);
        let packet = Packet::decode(&text);
        assert_eq!(packet.map(|packet| packet.attachments), Ok(2), "{text}");
    }
}

#[test]
fn a_deep_header_does_not_exhaust_the_stack() {
    let (open, close) = ("[".repeat(400_000), "]".repeat(400_000));
    let error = two(&format!("{open}{FIRST},{SECOND}{close}"));
    assert!(matches!(error, TooDeep { .. }));
}

#[test]
fn a_header_that_never_ends_is_refused() {
    for text in ["52-[", r#"52-["a""#, r#"52-["a","#, r#"52-["a",{"#] {
        assert!(matches!(error(text), NotJson { .. } | NoName), "{text}");
    }
}

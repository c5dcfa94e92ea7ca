//! 11.1: the parts of a packet.

use events::Packet;

use crate::parts::{Parts, take_apart};

/// The packet of the page.
const PAGE: &str = concat!(
    r#"452-/admin,7["baz",{"_placeholder":true,"num":0},"#,
    r#"{"x":{"_placeholder":true,"num":1}}]"#,
);

#[exercise::check(parts)]
#[test]
fn ex_11_1_each_part_is_found_and_each_may_be_missing() {
    let why = "Each part has a sign by which it is known. Which one, and who \
               may have it at all? (hint 1)";
    for message in [
        "40",
        "40/admin,",
        r#"40{"sid":"abc"}"#,
        r#"42["foo"]"#,
        r#"427["foo"]"#,
        r#"42/admin,["bar"]"#,
        r#"43/admin,7["bar"]"#,
        r#"461-7[{"_placeholder":true,"num":0}]"#,
        PAGE,
    ] {
        expect(message, why);
    }
}

#[exercise::check(parts)]
#[test]
fn ex_11_1_numbers_may_have_more_than_one_digit() {
    let why = "How far does a number go? (hint 2)";
    expect(r#"4212["foo"]"#, why);
    expect(r#"42/admin,18446744073709551615["foo"]"#, why);
    let mut message = String::from(r#"4512-/admin,345["a""#);
    for num in 0..12 {
        message += &format!(r#",{{"_placeholder":true,"num":{num}}}"#);
    }
    expect(&(message + "]"), why);
}

#[exercise::check(parts)]
#[test]
fn ex_11_1_the_data_is_left_alone() {
    let why = "This comma, this `-` or this `/` stands in the data. Where does \
               the data begin? (hint 2)";
    expect(r#"42["foo",1,2]"#, why);
    expect(r#"42["well-known"]"#, why);
    expect(r#"421["/admin,2"]"#, why);
    expect(r#"451-["a-b","/,",{"_placeholder":true,"num":0}]"#, why);
}

#[exercise::check(parts)]
#[test]
fn ex_11_1_at_the_end_a_comma_may_be_missing() {
    let why = "The protocol's own tests leave the comma out when nothing stands \
               behind it (hint 3).";
    expect("40/admin", why);
    expect("41/admin", why);
}

#[exercise::check(parts)]
#[test]
fn ex_11_1_what_is_no_packet_is_refused() {
    for (message, why) in [
        ("", "Nothing is no packet."),
        ("4", "There is no kind."),
        (
            r#"4218446744073709551616["foo"]"#,
            "No u64 holds this id. Who \
                                             decides what stands here? (hint 3)",
        ),
        (r#"2["foo"]"#, "Engine.IO's 4 is missing."),
        (r#"48["foo"]"#, "There is no kind 8."),
        ("4é", "A character may have more than one byte (hint 3)."),
        (r#"45["foo"]"#, "A binary packet has to say how many follow."),
        (
            r#"45+1-["foo"]"#,
            "`parse` takes a `+`. Rust likes it, the protocol \
                            does not (hint 3).",
        ),
        (r#"45-["foo"]"#, "There are no digits in front of the `-`."),
    ] {
        let given = std::panic::catch_unwind(|| {
            take_apart(message).map(|parts| format!("{parts:?}"))
        });
        match given {
            Ok(None) => {}
            Ok(Some(parts)) => panic!(
                "{message:?}\n  should give  None\n  gave         {parts}\n{why}"
            ),
            Err(_) => panic!("{message:?}\n  made it panic\n{why}"),
        }
    }
}

#[track_caller]
fn expect(message: &str, why: &str) {
    // The chapter's own.
    let packet = Packet::decode(&message[1..]).unwrap();
    let expected = Parts {
        kind: packet.kind.digit(),
        attachments: packet.attachments as u64,
        namespace: packet.namespace,
        id: packet.id,
        data: packet.data,
    };
    let got = take_apart(message);
    if got.as_ref() == Some(&expected) {
        return;
    }
    let Some(got) = got else {
        panic!("{message}\n  gave None, and it is a packet\n{why}");
    };
    let mut story = message.to_string();
    let mut compare = |part: &str, got: String, expected: String| {
        if got != expected {
            story += &format!(
                "\n  {part}\n    should be  {expected}\n    is         {got}"
            );
        }
    };
    let id = |id: Option<u64>| format!("{id:?}");
    compare("kind", got.kind.into(), expected.kind.into());
    let attachments = got.attachments.to_string();
    compare("attachments", attachments, expected.attachments.to_string());
    compare("namespace", got.namespace.into(), expected.namespace.into());
    compare("id", id(got.id), id(expected.id));
    compare("data", got.data.into(), expected.data.into());
    panic!("{story}\n{why}");
}

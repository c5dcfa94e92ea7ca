//! What holds for any text. A moment of it on each run, and longer so:
//!
//! ```sh
//! ARBTEST_BUDGET_MS=60000 cargo test -p chapter-11 --test packets properties
//! ```

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use bytes::Bytes;
use events::{
    Args, Assembly, Limits, Packet, PacketError, write_ack, write_event,
};
use serde_json::Value;

/// Where chance begins: what it would take long to find.
const SEEDS: &[&str] = &[
    "0",
    r#"0/admin,{"token":"123"}"#,
    "0/custom?token=abc,",
    "1/admin,",
    r#"2["hello",1,[2.5e1,null],{"a":"\u00e9\\\""}]"#,
    r#"2/admin,12["foo"]"#,
    "3/,0[]",
    r#"4{"message":"Not authorized"}"#,
    r#"51-["baz",{"_placeholder":true,"num":0}]"#,
    r#"52-/admin,7["baz",{"_placeholder":true,"num":0},{"x":{"_placeholder":true,"num":1}}]"#,
    r#"61-15["bar",{"num":0,"_placeholder":true}]"#,
    r#"52-["a",[{"_placeholder":true,"num":1}],{"_placeholder":false},{"_placeholder":true,"num":0}]"#,
];

/// Pieces that packets are made of.
const PIECES: &[&str] = &[
    "0",
    "1",
    "2",
    "5",
    "51-",
    "52-",
    "62-",
    "/",
    "/admin,",
    "?",
    ",",
    "7",
    "00",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "\\",
    ":",
    "\"a\"",
    "[\"a\",",
    "true",
    "-1",
    "1e400",
    " ",
    "\\u0061",
    "\\ud800",
    "🧦",
    "\"connect\"",
    "\"num\":",
    "\"_placeholder\":",
    "{\"_placeholder\":true,\"num\":0}",
    "{\"_placeholder\":true,\"num\":1}",
];

/// Tries the property on the seeds, on seeds that were damaged, and on
/// whatever chance makes.
fn check(property: impl Fn(&str, &mut Unstructured) -> Result<()>) {
    for seed in SEEDS {
        let _ = property(seed, &mut Unstructured::new(seed.as_bytes()));
    }
    arbtest(|u| {
        let text = match u.int_in_range(0..=3)? {
            0 => u.arbitrary()?,
            1 => composed(u)?,
            _ => damaged(u)?,
        };
        property(&text, u)
    });
}

fn composed(u: &mut Unstructured) -> Result<String> {
    let mut text = String::new();
    for _ in 0..u.int_in_range(1..=16)? {
        text.push_str(u.choose(PIECES)?);
    }
    Ok(text)
}

/// A seed, in which some characters are gone and some pieces are new.
fn damaged(u: &mut Unstructured) -> Result<String> {
    let mut text: Vec<char> = u.choose(SEEDS)?.chars().collect();
    for _ in 0..u.int_in_range(1..=3)? {
        let from = u.int_in_range(0..=text.len())?;
        let to = text.len().min(from + u.int_in_range(0..=2)?);
        let piece = if u.ratio(2, 3)? { *u.choose(PIECES)? } else { "" };
        text.splice(from..to, piece.chars());
    }
    Ok(text.into_iter().collect())
}

/// JSON of these pieces, at most so deep, placeholders among them.
fn value(u: &mut Unstructured, depth: usize) -> Result<Value> {
    Ok(match u.int_in_range(0..=if depth == 0 { 4 } else { 7 })? {
        0 => Value::Null,
        1 => Value::from(u.arbitrary::<bool>()?),
        2 => Value::from(u.arbitrary::<i64>()?),
        3 => Value::from(u.arbitrary::<&str>()?),
        4 => serde_json::json!({
            "_placeholder": u.ratio(7, 8)?,
            "num": u.int_in_range(0..=3)?,
        }),
        5 => {
            let mut all = Vec::new();
            for _ in 0..u.int_in_range(0..=3)? {
                all.push(value(u, depth - 1)?);
            }
            Value::from(all)
        }
        _ => {
            let mut all = serde_json::Map::new();
            for _ in 0..u.int_in_range(0..=3)? {
                let keys = ["_placeholder", "num", "a\\\"", "__proto__"];
                all.insert(u.choose(&keys)?.to_string(), value(u, depth - 1)?);
            }
            Value::from(all)
        }
    })
}

/// The numbers of all placeholders, as a program would find them that has
/// the whole value. `None`: one of them is none.
fn placeholders(value: &Value, nums: &mut Vec<u64>) -> Option<()> {
    match value {
        Value::Array(all) => {
            all.iter().try_for_each(|value| placeholders(value, nums))
        }
        Value::Object(all) => {
            if all.get("_placeholder") == Some(&Value::Bool(true)) {
                let num = all.get("num").and_then(Value::as_u64);
                nums.push(num.filter(|_| all.len() == 2)?);
            }
            all.values().try_for_each(|value| placeholders(value, nums))
        }
        _ => Some(()),
    }
}

#[test]
fn any_text_is_a_packet_or_an_error() {
    check(|text, _| {
        let _ = Packet::decode(text);
        Ok(())
    });
}

#[test]
fn a_packet_that_can_be_read_is_written_with_the_same_bytes() {
    check(|text, _| {
        if let Ok(packet) = Packet::decode(text) {
            let mut written = String::new();
            packet.encode(&mut written);
            assert_eq!(Packet::decode(&written).as_ref(), Ok(&packet));
            // But for a comma at the end, and the name of `/`.
            let whole = match packet.data {
                "" if text.contains('/') => {
                    text.trim_end_matches(',').to_owned() + ","
                }
                _ => text.to_owned(),
            };
            let plain = whole.replacen("/,", "", 1);
            assert!(written == whole || written == plain, "{text}");
        }
        Ok(())
    });
}

#[test]
fn what_is_accepted_is_json_and_its_parts_are_the_whole() {
    check(|text, _| {
        let Ok(packet) = Packet::decode(text) else { return Ok(()) };
        let limits = Limits { attachments: 100, ..Limits::default() };
        let binary = vec![Bytes::new(); packet.attachments];
        let parts: Vec<&[u8]> = binary.iter().map(|bytes| &**bytes).collect();
        if !packet.kind.is_event() && !packet.kind.is_ack() {
            return Ok(());
        }
        let whole = crate::whole(limits, text, &parts).unwrap().unwrap();
        let all: Vec<&serde_json::value::RawValue> =
            serde_json::from_str(packet.data).unwrap();
        let named = usize::from(whole.name.is_some());
        assert_eq!(named + whole.args.len(), all.len(), "{text}");
        for (ours, theirs) in whole.args.iter().zip(&all[named..]) {
            assert_eq!(ours.get(), theirs.get());
        }
        Ok(())
    });
}

#[test]
fn what_was_written_is_read_again() {
    check(|name, u| {
        let mut args = Args::new();
        for _ in 0..u.int_in_range(0..=4)? {
            args = match u.ratio(1, 3)? {
                true => args.and_binary(u.arbitrary::<&[u8]>()?.to_vec()),
                false => args.and(u.arbitrary::<&str>()?).unwrap(),
            };
        }
        let namespace = *u.choose(&["/", "/admin", "/a/b?c"])?;
        let id: Option<u64> = u.arbitrary()?;
        let attachments = args.attachments().to_vec();
        let parts: Vec<&[u8]> =
            attachments.iter().map(|part| &**part).collect();
        let mut text = String::new();
        if write_event(&mut text, namespace, id, name, &args).is_ok() {
            let name = Some(name.to_string());
            let whole = crate::whole(Limits::default(), &text, &parts);
            let whole = whole.unwrap().unwrap();
            assert_eq!((whole.name, whole.id), (name, id));
            assert_eq!((&*whole.namespace, whole.args), (namespace, args));
        } else {
            assert!(events::is_reserved(name));
            write_ack(&mut text, namespace, 0, &args).unwrap();
            let whole = crate::whole(Limits::default(), &text, &parts);
            assert_eq!(whole.unwrap().unwrap().args, args);
        }
        Ok(())
    });
}

#[test]
fn placeholders_are_those_that_the_whole_value_has() {
    arbtest(|u| {
        let attachments = u.int_in_range(1..=3)?;
        let mut all = vec![Value::from("name")];
        for _ in 0..u.int_in_range(0..=4)? {
            all.push(value(u, 3)?);
        }
        let all = Value::from(all);
        let text = match u.arbitrary()? {
            true => format!("5{attachments}-{all}"),
            false => format!("5{attachments}-{all:#}"),
        };
        let mut nums = Vec::new();
        let fine = placeholders(&all, &mut nums).is_some();
        nums.sort();
        let fine = fine && nums.iter().copied().eq(0..attachments);
        match Packet::decode(&text) {
            Ok(_) => assert!(fine, "{text} was accepted"),
            Err(error) => assert!(!fine, "{text}: {error}"),
        }
        Ok(())
    });
}

#[test]
fn whatever_comes_no_more_is_kept_than_the_limits_say() {
    const LIMITS: Limits = Limits { attachments: 2, bytes: 128 };
    check(|text, u| {
        let mut assembly = Assembly::new(LIMITS);
        let (mut kept, mut next) = (0, text.to_string());
        for _ in 0..u.int_in_range(1..=8)? {
            let missing = assembly.missing();
            let told = match u.ratio(1, 3)? {
                true => {
                    let bytes = vec![7; u.int_in_range(0..=100)?];
                    kept += bytes.len();
                    assembly.binary(bytes.into()).map(|all| all.is_some())
                }
                false => {
                    kept += next.len();
                    assembly.text(&next).map(|packet| packet.is_some())
                }
            };
            match told {
                Ok(true) => kept = 0,
                Ok(false) => {
                    assert!(kept <= LIMITS.bytes, "{kept} bytes");
                    assert!((1..=2).contains(&assembly.missing()));
                }
                Err(PacketError::UnexpectedBinary) => {
                    assert_eq!(missing, 0);
                    return Ok(());
                }
                Err(_) => return Ok(()),
            }
            next = damaged(u)?;
        }
        Ok(())
    });
}

//! 12.3: put a binary back together.

use serde_json::json;

use crate::together::{Argument, Broken, Event, Puzzle};

const ONE: &str = r#"51-["photo",{"_placeholder":true,"num":0},"me"]"#;

/// What comes, in turn.
enum Comes {
    Text(&'static str),
    Binary(&'static [u8]),
}
use Comes::{Binary, Text};

/// What each of them gives.
fn feed(
    puzzle: &mut Puzzle,
    all: &[Comes],
) -> Vec<Result<Option<Event>, Broken>> {
    let give = |comes: &Comes| match comes {
        Text(text) => puzzle.text(text),
        Binary(bytes) => puzzle.binary(bytes),
    };
    all.iter().map(give).collect()
}

#[track_caller]
fn expect(
    all: &[Comes],
    expected: &[Result<Option<Event>, Broken>],
    why: &str,
) {
    let got = feed(&mut Puzzle::default(), all);
    for (at, (comes, (got, expected))) in
        all.iter().zip(got.iter().zip(expected)).enumerate()
    {
        let comes = match comes {
            Text(text) => text.to_string(),
            Binary(bytes) => format!("the bytes {}", kit::hex(bytes)),
        };
        assert!(
            got == expected,
            "message {} is {comes}\n  expected {}\n  got      {}\n{why}",
            at + 1,
            shown(expected),
            shown(got),
        );
    }
}

fn shown(result: &Result<Option<Event>, Broken>) -> String {
    match result {
        Ok(None) => "nothing yet".to_string(),
        Ok(Some((name, arguments))) => format!("{name} {arguments:?}"),
        Err(Broken) => "Err(Broken)".to_string(),
    }
}

fn event(
    name: &str,
    arguments: Vec<Argument>,
) -> Result<Option<Event>, Broken> {
    Ok(Some((name.to_string(), arguments)))
}

fn bytes(bytes: &[u8]) -> Argument {
    Argument::Binary(bytes.to_vec())
}

#[exercise::check(together)]
#[test]
fn ex_12_3_an_event_is_given_when_all_of_it_is_there() {
    let me = Argument::Json(json!("me"));
    let photo = event("photo", vec![bytes(b"\xff\xd8"), me.clone()]);
    expect(
        &[Text(ONE), Binary(b"\xff\xd8")],
        &[Ok(None), photo],
        "The header alone is not the event: one attachment is missing \
         (hint 1).",
    );
    let again = event("photo", vec![bytes(b"\x02"), me.clone()]);
    expect(
        &[
            Text(ONE),
            Binary(b"\x01"),
            Text(r#"2["a",[1]]"#),
            Text(ONE),
            Binary(b"\x02"),
        ],
        &[
            Ok(None),
            event("photo", vec![bytes(b"\x01"), me]),
            event("a", vec![Argument::Json(json!([1]))]),
            Ok(None),
            again,
        ],
        "After an event the next one begins, and nothing is left of the one \
         before (hint 1).",
    );
    const NONE: &str = r#"51-["b",{"_placeholder":false,"num":0},{"_placeholder":true,"num":0}]"#;
    let looks_like_one = json!({ "_placeholder": false, "num": 0 });
    expect(
        &[Text(NONE), Binary(b"\x03")],
        &[
            Ok(None),
            event("b", vec![Argument::Json(looks_like_one), bytes(b"\x03")]),
        ],
        "A placeholder is what says `true`. Whatever else only looks like one \
         is JSON (hint 2).",
    );
}

#[exercise::check(together)]
#[test]
fn ex_12_3_a_number_says_which_attachment_it_is() {
    const TWO: &str = r#"52-["pair",{"_placeholder":true,"num":1},{"num":0,"_placeholder":true}]"#;
    expect(
        &[Text(TWO), Binary(b"\x00"), Binary(b"\x01")],
        &[
            Ok(None),
            Ok(None),
            event("pair", vec![bytes(b"\x01"), bytes(b"\x00")]),
        ],
        "Attachments come in the order of their numbers. Where they stand in \
         the event, the placeholders say: this one has `\"num\":1` first \
         (hint 2).",
    );
}

#[exercise::check(together)]
#[test]
fn ex_12_3_what_no_honest_peer_sends_is_broken() {
    expect(
        &[Binary(b"\x01")],
        &[Err(Broken)],
        "Nobody has announced an attachment (hint 3).",
    );
    expect(
        &[Text(ONE), Text(r#"2["a"]"#)],
        &[Ok(None), Err(Broken)],
        "An attachment is missing, and nothing may come between a header and \
         its attachments. To forget the photo in silence would be worse than \
         to end the session (hint 3).",
    );
    expect(
        &[Text(r#"51-["a",{"_placeholder":true,"num":1}]"#), Binary(b"\x01")],
        &[Ok(None), Err(Broken)],
        "One attachment has come, so its number is 0. There is no other \
         (hint 2).",
    );
    expect(
        &[Text(r#"51-["a",{"_placeholder":true,"num":"0"}]"#), Binary(b"\x01")],
        &[Ok(None), Err(Broken)],
        "`\"0\"` is a text and no number (hint 2).",
    );
}

//! 08.6: the last words.

use frame::Close;
use kit::{expect_wire, hex};

use crate::close::{decode, encode};

#[exercise::check(close)]
#[test]
fn ex_08_6_the_reason_is_cut_where_a_character_ends() {
    for (code, reason) in [
        (1000, String::new()),
        (1001, "the server ends".to_string()),
        (4000, "Grüße".to_string()),
        (1000, "x".repeat(123)),
        (1000, "x".repeat(124)),
        (1000, "x".repeat(500)),
        (1000, "x".repeat(122) + "€"),
        (1000, "x".repeat(120) + "€"),
    ] {
        let written = encode(code, &reason);
        let expected = Close::new(code, &reason).encode();
        let cause = format!(
            "this is the code {code}, and a reason of {} bytes{}.\n{}",
            reason.len(),
            if reason.ends_with('€') { ", the last three a €" } else { "" },
            question(&written, &expected),
        );
        expect_wire(&written, &expected, &cause);
    }
}

fn question(written: &[u8], expected: &[u8]) -> &'static str {
    match (written.len(), expected.len()) {
        (size, _) if size > 125 => {
            "A control frame has 125 bytes at most. What else is in them? \
             (hint 1)"
        }
        (size, whole) if size > whole => {
            "The last bytes are a part of a character: that is no UTF-8. \
             (hint 2)"
        }
        (size, whole) if size < whole => "More of it would fit. (hint 1)",
        _ => {
            "Two bytes are the code. Which of them comes first? The task says \
             so."
        }
    }
}

#[exercise::check(close)]
#[test]
fn ex_08_6_what_may_not_be_sent_is_refused_with_its_code() {
    let codes = [
        0, 999, 1000, 1003, 1004, 1005, 1006, 1007, 1014, 1015, 1016, 2999,
        3000, 4999, 5000, 65535,
    ];
    let mut payloads = vec![vec![], vec![0x03]];
    payloads.extend(codes.map(|code: u16| code.to_be_bytes().to_vec()));
    payloads.push(b"\x03\xe8bye".to_vec());
    payloads.push(b"\x03\xe8\xff".to_vec());
    payloads.push(b"\x03\xe8gr\xc3".to_vec());
    for payload in payloads {
        let expected = match Close::decode(&payload) {
            Ok(None) => Ok(None),
            Ok(Some(Close { code, reason })) => Ok(Some((code, reason))),
            Err(error) => Err(error.close_code().unwrap_or_default()),
        };
        let got = decode(&payload);
        if got != expected {
            let why = match (payload.len(), &expected) {
                (0, _) => "An empty payload says nothing, and may.".into(),
                (1, _) => "Half a code is no code. An empty payload is \
                           something else. (hint 3)"
                    .into(),
                (_, Err(1007)) => "The reason is no UTF-8. Is there a \
                                   function that says so, and does not mend \
                                   it? (hint 3)"
                    .into(),
                (_, Err(_)) => "This code means nothing, or says that none \
                                has come. It must not travel. (hint 3)"
                    .into(),
                _ => as_it_should_be(&payload, &got),
            };
            panic!(
                "decode of [{}]\n  should give  {expected:?}\n  gave         \
                 {got:?}\n{why}",
                hex(&payload)
            );
        }
    }
}

/// What to ask about a payload that is well, and was read in another way.
fn as_it_should_be(
    payload: &[u8],
    got: &Result<Option<(u16, String)>, u16>,
) -> String {
    let code = u16::from_be_bytes([payload[0], payload[1]]);
    match got {
        Ok(Some((read, _))) if *read == code => {
            "The code is right. What stands behind it?".into()
        }
        Ok(_) => "Two bytes are the code. Which of them comes first?".into(),
        Err(_) => format!(
            "The first two bytes, the more significant one first, are the code \
             {code}. It may travel: 1000 to 1003, 1007 to 1014 and 3000 to \
             4999 may. (hint 3)"
        ),
    }
}

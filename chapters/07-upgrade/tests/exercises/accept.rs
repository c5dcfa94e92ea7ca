//! 07.1: the answer to a key.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kit::{expect_prediction, hex};
use sha1::{Digest, Sha1};
use upgrade::accept_key;

use crate::accept;

#[exercise::check(accept)]
#[test]
fn ex_07_1_the_answer_to_a_key_is_what_every_browser_expects() {
    for key in [
        "dGhlIHNhbXBsZSBub25jZQ==",
        "AQIDBAUGBwgJCgsMDQ4PEA==",
        "x3JJHMbDL1EzLkh9GBhXDw==",
    ] {
        let (got, expected) = (accept::accept(key), accept_key(key));
        if got == expected {
            continue;
        }
        panic!(
            "the key was  {key}\n  expected   {expected}\n  got        \
             {got}\n{}",
            why(key, &got)
        );
    }
}

fn why(key: &str, got: &str) -> String {
    let sha = |parts: &[&[u8]]| {
        let mut hash = Sha1::new();
        parts.iter().for_each(|part| hash.update(part));
        hash.finalize().to_vec()
    };
    let guid = accept::GUID.as_bytes();
    let digest = sha(&[key.as_bytes(), guid]);
    let bytes = STANDARD.decode(key).unwrap_or_default();
    let in_hex = hex(&digest).replace(' ', "");
    if got == STANDARD.encode(sha(&[&bytes, guid])) {
        "You have hashed the 16 bytes that the key stands for. The server does \
         not have to know what a key stands for: its 24 letters are hashed as \
         they are. (hint 1)"
            .to_string()
    } else if got == STANDARD.encode(&in_hex) || got == in_hex {
        "The hash is right, and then it was written in hex. How long may the \
         answer be, if it is the base64 of 20 bytes? (hint 2)"
            .to_string()
    } else if got == STANDARD.encode(sha(&[guid, key.as_bytes()])) {
        "Which comes first, the key or the GUID? (hint 3)".to_string()
    } else if got == STANDARD.encode(sha(&[key.as_bytes()])) {
        "Anybody who knows SHA-1 could have answered that. What is it that \
         only somebody who means a WebSocket puts behind the key? (hint 3)"
            .to_string()
    } else {
        format!("On the way, the SHA-1 of both is {}. (hint 2)", hex(&digest))
    }
}

#[exercise::check(accept)]
#[test]
fn ex_07_1_it_is_known_what_the_answer_proves() {
    let why = match accept::DEFEATS {
        "a" => {
            "That page's browser sends a fresh key, and computes the answer \
             like any other. What stops the page is another field: the origin."
        }
        "b" => {
            "Both the key and the answer travel in the open, and whoever \
             reads along reads them too. Against that, only TLS helps."
        }
        "d" => {
            "You have just computed it, and nobody has told you a password. \
             What have you proven: who you are, or what you have read? \
             (hint 3)"
        }
        _ => "One letter: a, b, c or d. (hint 3)",
    };
    expect_prediction("DEFEATS", accept::DEFEATS, "c", why);
}

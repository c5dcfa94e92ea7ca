//! The key, and the answer to it.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use upgrade::{accept_key, fresh_key};

use crate::request::KEY;

#[test]
fn the_answer_to_the_rfc_s_keys_is_the_rfc_s() {
    // RFC 6455 §1.3: its SHA-1 is there too, byte by byte.
    let digest = [
        0xb3, 0x7a, 0x4f, 0x2c, 0xc0, 0x62, 0x4f, 0x16, 0x90, 0xf6, 0x46, 0x06,
        0xcf, 0x38, 0x59, 0x45, 0xb2, 0xbe, 0xc4, 0xea,
    ];
    assert_eq!(accept_key(KEY), STANDARD.encode(digest));
    assert_eq!(accept_key(KEY), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

#[test]
fn the_text_of_the_key_is_hashed_and_not_its_sixteen_bytes() {
    // The bytes of §4.1's example. In base64 they are 24 letters, and those
    // are what the answer is made of.
    let bytes: Vec<u8> = (1..=16).collect();
    assert_eq!(STANDARD.encode(&bytes), "AQIDBAUGBwgJCgsMDQ4PEA==");
    assert_eq!(
        accept_key("AQIDBAUGBwgJCgsMDQ4PEA=="),
        "C/0nmHhBztSRGR1CwL6Tf4ZjwpY="
    );
}

#[test]
fn a_fresh_key_is_16_bytes_that_nobody_has_used_before() {
    let keys: BTreeSet<String> = (0..1000).map(|_| fresh_key()).collect();
    assert_eq!(keys.len(), 1000);
    for key in keys {
        assert_eq!(STANDARD.decode(&key).unwrap().len(), 16);
        assert_eq!(key.len(), 24);
    }
}

//! Misconception: the key is base64, so it has to be decoded before it is
//! hashed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest, Sha1};

pub const GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

pub fn accept(key: &str) -> String {
    let mut hash = Sha1::new();
    hash.update(STANDARD.decode(key).unwrap_or_default());
    hash.update(GUID);
    STANDARD.encode(hash.finalize())
}

pub const DEFEATS: &str = "c";

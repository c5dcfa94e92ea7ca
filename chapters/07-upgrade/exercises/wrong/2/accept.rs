//! Misconception: a digest is written in hex; and what is computed from a key
//! keeps strangers out.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest, Sha1};

pub const GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

pub fn accept(key: &str) -> String {
    let mut hash = Sha1::new();
    hash.update(key);
    hash.update(GUID);
    let hex: String =
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    STANDARD.encode(hex)
}

pub const DEFEATS: &str = "d";

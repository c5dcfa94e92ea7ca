//! Misconception: the alphabet of base64 is always the same.

use base64::Engine;
use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};

pub fn before(mine: &str) -> String {
    let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(mine).unwrap();
    let (_, number) = bytes.split_last_chunk_mut().unwrap();
    *number = u32::from_be_bytes(*number).wrapping_sub(1).to_be_bytes();
    BASE64_STANDARD_NO_PAD.encode(bytes)
}

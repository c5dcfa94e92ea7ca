//! Misconception: only the last byte of a number changes.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

pub fn before(mine: &str) -> String {
    let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(mine).unwrap();
    if let Some(last) = bytes.last_mut() {
        *last = last.wrapping_sub(1);
    }
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

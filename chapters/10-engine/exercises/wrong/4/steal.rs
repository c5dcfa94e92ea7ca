//! Misconception: all fifteen bytes are one number.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

pub fn before(mine: &str) -> String {
    let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(mine).unwrap();
    for byte in bytes.iter_mut().rev() {
        let (less, borrows) = byte.overflowing_sub(1);
        *byte = less;
        if !borrows {
            break;
        }
    }
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

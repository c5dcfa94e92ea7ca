// ANCHOR: all
//! The name of a session.

use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

// ANCHOR: sid
/// 15 random bytes, 20 letters in base64: 120 bits that nobody can guess.
/// That matters, since whoever knows a session's id can speak for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sid([u8; 15]);

impl Sid {
    /// One that nobody has had before.
    pub fn fresh() -> Sid {
        Sid(rand::random())
    }

    /// Reads what a client says. `None`: that is none of ours.
    pub fn read(text: &str) -> Option<Sid> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Sid)
    }
}

impl fmt::Display for Sid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64_URL_SAFE_NO_PAD.encode(self.0))
    }
}
// ANCHOR_END: sid
// ANCHOR_END: all

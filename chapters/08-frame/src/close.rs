// ANCHOR: all
//! Why a side has nothing more to say.

use bytes::{BufMut, BytesMut};

use crate::{Error, MAX_CONTROL_SIZE};

// ANCHOR: close
/// What a close frame carries: a code for programs, a reason for people
/// ([RFC 6455 §7.4](https://www.rfc-editor.org/rfc/rfc6455#section-7.4)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Close {
    /// See the constants.
    pub code: u16,
    /// May be empty.
    pub reason: String,
}

impl Close {
    /// All is said.
    pub const NORMAL: u16 = 1000;
    /// The server ends, or the reader has left the page.
    pub const GOING_AWAY: u16 = 1001;
    /// The peer does not keep to the protocol.
    pub const PROTOCOL_ERROR: u16 = 1002;
    /// A text that is no text.
    pub const BAD_DATA: u16 = 1007;
    /// A rule of ours, which has no code of its own.
    pub const POLICY: u16 = 1008;
    /// More than we take.
    pub const TOO_BIG: u16 = 1009;

    /// A code, and a reason, of which as much is kept as fits into a frame.
    pub fn new(code: u16, reason: &str) -> Close {
        let room = MAX_CONTROL_SIZE as usize - size_of::<u16>();
        let ends = (0..=room.min(reason.len())).rev();
        let end = ends.into_iter().find(|at| reason.is_char_boundary(*at));
        let reason = reason[..end.unwrap_or(0)].to_string();
        Close { code, reason }
    }

    /// Reads a close frame's payload. An empty one says nothing.
    ///
    /// # Errors
    /// [`Error::HalfCloseCode`], [`Error::BadCloseCode`] and
    /// [`Error::NotUtf8`].
    pub fn decode(payload: &[u8]) -> Result<Option<Close>, Error> {
        let Some((code, reason)) = payload.split_first_chunk() else {
            return match payload {
                [] => Ok(None),
                _ => Err(Error::HalfCloseCode),
            };
        };
        let code = u16::from_be_bytes(*code);
        if !may_be_sent(code) {
            return Err(Error::BadCloseCode { code });
        }
        let reason = std::str::from_utf8(reason).map_err(|_| Error::NotUtf8)?;
        Ok(Some(Close { code, reason: reason.to_string() }))
    }

    /// A close frame's payload.
    pub fn encode(&self) -> BytesMut {
        let mut payload = BytesMut::new();
        payload.put_u16(self.code);
        payload.put_slice(self.reason.as_bytes());
        payload
    }
}

/// 1004 has no meaning. 1005, 1006 and 1015 are what a program is told when
/// no code has come, so they never travel. From 3000 on they are for
/// libraries, from 4000 on for everybody.
fn may_be_sent(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999)
}
// ANCHOR_END: close
// ANCHOR_END: all

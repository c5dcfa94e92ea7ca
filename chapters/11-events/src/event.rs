// ANCHOR: all
//! What is in an event: a name and arguments. In an acknowledgement there
//! are arguments alone.

use std::borrow::Cow;

use bytes::Bytes;
use serde_json::Deserializer;
use serde_json::value::RawValue;

use crate::json::unquote;
use crate::{Args, Packet, PacketError};

// ANCHOR: reserved
/// Names of what the library itself tells a program. Were a peer allowed to
/// send them, it could make a program believe that somebody has gone.
pub const RESERVED: [&str; 6] = [
    "connect",
    "connect_error",
    "disconnect",
    "disconnecting",
    "newListener",
    "removeListener",
];

/// May not be sent, and is refused.
pub fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}
// ANCHOR_END: reserved

impl<'a> Packet<'a> {
    /// An event's name and arguments, of a packet that was decoded.
    ///
    /// # Errors
    /// [`PacketError::WrongData`], [`PacketError::NoName`] and
    /// [`PacketError::Reserved`], of one that was not.
    pub fn event(
        &self,
        binary: Vec<Bytes>,
    ) -> Result<(Cow<'a, str>, Args), PacketError> {
        let (name, json) = split(self.inside()?)?;
        Ok((name, Args::received(json, binary)))
    }

    /// An acknowledgement's arguments, of a packet that was decoded.
    ///
    /// # Errors
    /// [`PacketError::WrongData`], of one that was not.
    pub fn ack(&self, binary: Vec<Bytes>) -> Result<Args, PacketError> {
        Ok(Args::received(self.inside()?.trim(), binary))
    }

    /// What stands between the brackets.
    pub(crate) fn inside(&self) -> Result<&'a str, PacketError> {
        let inside = self.data.strip_prefix('[');
        inside
            .and_then(|inside| inside.strip_suffix(']'))
            .ok_or(PacketError::WrongData { kind: self.kind })
    }
}

/// An event's name, and the JSON behind it: of `"hello",1,2` that is `hello`
/// and `1,2`. A number is a name too, as it is written: `1` for `[1]`.
pub(crate) fn split(inside: &str) -> Result<(Cow<'_, str>, &str), PacketError> {
    let mut values = Deserializer::from_str(inside).into_iter::<&RawValue>();
    let Some(Ok(first)) = values.next() else {
        return Err(PacketError::NoName);
    };
    let rest = inside[values.byte_offset()..].trim();
    let name = match first.get().as_bytes() {
        [b'"', ..] => unquote(first.get()).ok_or(PacketError::NoName)?,
        [b'-' | b'0'..=b'9', ..] => Cow::Borrowed(first.get()),
        _ => return Err(PacketError::NoName),
    };
    if is_reserved(&name) {
        return Err(PacketError::Reserved { name: name.into_owned() });
    }
    Ok((name, rest.strip_prefix(',').unwrap_or(rest).trim()))
}
// ANCHOR_END: all

// ANCHOR: all
//! What an event is called.

use std::borrow::Cow;

use serde_json::Deserializer;
use serde_json::value::RawValue;

use crate::PacketError;
use crate::json::unquote;

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

// ANCHOR: split
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
// ANCHOR_END: split
// ANCHOR_END: all

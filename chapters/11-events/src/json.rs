// ANCHOR: all
//! JSON that is looked at and not taken apart.

use std::borrow::Cow;

use serde_json::value::RawValue;

use crate::PacketError;

/// The most levels of brackets in a packet's data, its own included. As many
/// as serde_json reads: what comes in can be asked for.
pub const MAX_DEPTH: usize = 127;

/// One JSON, and nothing around it. Nothing is kept of it but its text: a
/// number of a hundred digits stays one.
pub(crate) fn well_formed(data: &str) -> Result<(), PacketError> {
    not_too_deep(data)?;
    let json: &RawValue = serde_json::from_str(data)
        .map_err(|error| PacketError::NotJson { column: error.column() })?;
    match json.get().len() == data.len() {
        true => Ok(()),
        false => Err(PacketError::NotJson { column: json.get().len() + 1 }),
    }
}

/// serde_json counts levels only when it makes a value of them. Data with
/// few brackets, as most has, cannot be deep, and to count them is quick.
pub(crate) fn not_too_deep(json: &str) -> Result<(), PacketError> {
    let opening = |byte: &u8| matches!(byte, b'[' | b'{');
    let brackets = json.bytes().filter(opening).count();
    match brackets > MAX_DEPTH && depth(json) > MAX_DEPTH {
        true => Err(PacketError::TooDeep { max_depth: MAX_DEPTH }),
        false => Ok(()),
    }
}

/// The most brackets that are open at once.
fn depth(json: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    let (mut in_text, mut escaped) = (false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_text,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => open += 1,
            b']' | b'}' if !in_text => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// The text of a JSON string, copied only if something in it is escaped.
/// `None`: half of a surrogate pair, which is no text.
pub(crate) fn unquote(json: &str) -> Option<Cow<'_, str>> {
    match json.contains('\\') {
        false => Some(Cow::Borrowed(json.trim_matches('"'))),
        true => serde_json::from_str(json).ok().map(Cow::Owned),
    }
}
// ANCHOR_END: all

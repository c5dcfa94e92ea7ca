// ANCHOR: all
//! How packets are put into words.

use std::fmt::Write;

use crate::json::not_too_deep;
use crate::{Args, ArgsError, Kind, Packet, is_reserved, placeholder};

impl Packet<'_> {
    /// Puts the packet behind what is in `out`, as short as it can be. It is
    /// not checked: what we send is ours.
    pub fn encode(&self, out: &mut String) {
        out.reserve(self.data.len() + self.room());
        self.encode_head(out);
        out.push_str(self.data);
    }

    fn encode_head(&self, out: &mut String) {
        debug_assert!(!self.namespace.contains(','), "it would end there");
        out.push(self.kind.digit());
        // Writing to a String cannot fail.
        if self.kind.is_binary() {
            let _ = write!(out, "{}-", self.attachments);
        }
        if self.namespace != "/" || self.query.is_some() {
            out.push_str(self.namespace);
            if let Some(query) = self.query {
                out.push('?');
                out.push_str(query);
            }
            out.push(',');
        }
        if let Some(id) = self.id {
            let _ = write!(out, "{id}");
        }
    }

    /// Enough for all but the data: two numbers of 20 digits, ten signs.
    fn room(&self) -> usize {
        self.namespace.len() + self.query.map_or(0, str::len) + 50
    }
}

/// Puts an event behind what is in `out`, without Engine.IO's `4`. The
/// attachments, if there are any, have to follow as binary messages with
/// nothing between.
///
/// # Errors
/// [`ArgsError::Reserved`] and [`ArgsError::Attachments`]. Then nothing was
/// written.
pub fn write_event(
    out: &mut String,
    namespace: &str,
    id: Option<u64>,
    name: &str,
    args: &Args,
) -> Result<(), ArgsError> {
    if is_reserved(name) {
        return Err(ArgsError::Reserved { name: name.to_string() });
    }
    let kinds = [Kind::Event, Kind::BinaryEvent];
    write(out, kinds, namespace, id, Some(name), args)
}

/// Puts an acknowledgement behind what is in `out`, in the same way.
///
/// # Errors
/// [`ArgsError::Attachments`]. Then nothing was written.
pub fn write_ack(
    out: &mut String,
    namespace: &str,
    id: u64,
    args: &Args,
) -> Result<(), ArgsError> {
    let kinds = [Kind::Ack, Kind::BinaryAck];
    write(out, kinds, namespace, Some(id), None, args)
}

fn write(
    out: &mut String,
    [plain, binary]: [Kind; 2],
    namespace: &str,
    id: Option<u64>,
    name: Option<&str>,
    args: &Args,
) -> Result<(), ArgsError> {
    let attachments = args.attachments().len();
    if attachments > 0 {
        // Data that looks like a placeholder, from a stranger perhaps, would
        // be taken for one, and stand there as an attachment.
        not_too_deep(args.json())
            .and_then(|()| placeholder::check(args.json(), attachments))
            .map_err(ArgsError::Attachments)?;
    }
    let kind = if attachments > 0 { binary } else { plain };
    let head = Packet { attachments, id, ..Packet::new(kind, namespace, "") };
    let name_room = name.map_or(0, str::len);
    out.reserve(head.room() + name_room + args.json().len());
    head.encode_head(out);
    out.push('[');
    if let Some(name) = name {
        push_text(out, name);
        if !args.is_empty() {
            out.push(',');
        }
    }
    out.push_str(args.json());
    out.push(']');
    Ok(())
}

/// A text as JSON. Most names can go between the quotes as they are.
fn push_text(out: &mut String, text: &str) {
    let plain = |byte| byte >= b' ' && byte != b'"' && byte != b'\\';
    match text.bytes().all(plain) {
        true => out.extend(["\"", text, "\""]),
        // Value's Display is JSON.
        false => {
            let _ = write!(out, "{}", serde_json::Value::from(text));
        }
    }
}
// ANCHOR_END: all

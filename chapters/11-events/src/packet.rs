// ANCHOR: all
//! One text message.

use crate::json::well_formed;
use crate::{Kind, PacketError, event, placeholder};

// ANCHOR: packet
/// ```text
///   4   5     2-        /admin,     7     ["baz",{"_placeholder":true,…
///   |   |     |         |           |     |
///   |   kind  |         namespace   id    data: JSON, as it came
///   |         attachments: how many binary messages follow
///   of Engine.IO: a message
/// ```
///
/// All but the kind may be missing. The `4` is not in here.
/// [Socket.IO protocol, packet encoding][encoding].
///
/// [encoding]: https://github.com/socketio/socket.io-protocol#packet-encoding
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packet<'a> {
    /// What it is for.
    pub kind: Kind,
    /// How many binary messages follow. None, unless the kind is binary.
    pub attachments: usize,
    /// It begins with `/`, and is just that if none is named.
    pub namespace: &'a str,
    /// Protocol 4: what stands behind the `?` of a CONNECT's namespace. In
    /// protocol 5 nobody asks like that, and no namespace has such a name.
    pub query: Option<&'a str>,
    /// By which an answer finds its event.
    pub id: Option<u64>,
    /// JSON, as it came; empty if there is none.
    pub data: &'a str,
}
// ANCHOR_END: packet

impl<'a> Packet<'a> {
    /// A packet with nothing but these three.
    pub fn new(kind: Kind, namespace: &'a str, data: &'a str) -> Packet<'a> {
        let (attachments, query, id) = (0, None, None);
        Packet { kind, attachments, namespace, query, id, data }
    }

    // ANCHOR: decode
    /// Reads a packet, without Engine.IO's `4`, and looks at all of its data
    /// once. Of a binary packet it is the header.
    ///
    /// # Errors
    /// All of [`PacketError`] that one packet can be wrong in.
    pub fn decode(text: &'a str) -> Result<Packet<'a>, PacketError> {
        let packet = Packet::split(text)?;
        packet.check()?;
        Ok(packet)
    }

    /// What stands in front of the data. The data is not looked at.
    pub(crate) fn split(text: &'a str) -> Result<Packet<'a>, PacketError> {
        let found = text.chars().next().ok_or(PacketError::Empty)?;
        let kind = Kind::from_digit(found)
            .ok_or(PacketError::UnknownKind { found })?;
        let mut packet = Packet::new(kind, "/", "");
        let mut rest = &text[1..];
        if kind.is_binary() {
            let (digits, behind) =
                rest.split_once('-').ok_or(PacketError::NoCount)?;
            packet.attachments = number(digits).ok_or(PacketError::NoCount)?;
            rest = behind;
        }
        if rest.starts_with('/') {
            // At the end of a packet the comma may be missing.
            (packet.namespace, rest) =
                rest.split_once(',').unwrap_or((rest, ""));
        }
        if kind == Kind::Connect {
            if let Some((path, query)) = packet.namespace.split_once('?') {
                (packet.namespace, packet.query) = (path, Some(query));
            }
        }
        let end = rest.find(|c: char| !c.is_ascii_digit());
        let (digits, data) = rest.split_at(end.unwrap_or(rest.len()));
        if !digits.is_empty() {
            let id = number(digits);
            packet.id = Some(id.ok_or_else(|| bad_id(digits))?);
        }
        packet.data = data;
        Ok(packet)
    }
    // ANCHOR_END: decode

    // ANCHOR: check
    /// Whether the parts go together, and the data is what it should be.
    pub(crate) fn check(&self) -> Result<(), PacketError> {
        use Kind::*;
        let kind = self.kind;
        if kind.is_binary() && self.attachments == 0 {
            return Err(PacketError::NoAttachments);
        }
        match (kind, self.id) {
            (Ack | BinaryAck, None) => return Err(PacketError::MissingId),
            (Connect | Disconnect | ConnectError, Some(_)) => {
                return Err(PacketError::UnexpectedId { kind });
            }
            _ => {}
        }
        match (kind, self.data.as_bytes()) {
            (Connect | Disconnect | ConnectError, []) => return Ok(()),
            (_, []) => return Err(PacketError::MissingData { kind }),
            (Connect | ConnectError, [b'{', ..]) => {}
            (ConnectError, [b'"', ..]) => {}
            (Event | Ack | BinaryEvent | BinaryAck, [b'[', ..]) => {}
            _ => return Err(PacketError::WrongData { kind }),
        }
        well_formed(self.data)?;
        if kind.is_event() {
            event::split(self.inside()?)?;
        }
        if kind.is_binary() {
            placeholder::check(self.data, self.attachments)?;
        }
        Ok(())
    }
    // ANCHOR_END: check
}

/// Of a thousand digits nobody wants to read more than these.
fn bad_id(digits: &str) -> PacketError {
    PacketError::BadId { id: digits.chars().take(24).collect() }
}

/// In its shortest form: no sign, no zero in front.
fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    let shortest = digits == "0" || !digits.starts_with(['0', '+', '-']);
    if shortest { digits.parse().ok() } else { None }
}
// ANCHOR_END: all

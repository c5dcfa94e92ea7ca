// ANCHOR: all
//! A client's wish to talk WebSocket, and the server's consent.

use push::is_allowed;
use request::{Ending, Head, Start};

use crate::key::is_key;
use crate::{Refusal, accept_key};

// ANCHOR: handshake
/// A request that asks for a WebSocket, as it should
/// ([RFC 6455 §4.2.1](https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handshake {
    /// What the client wants to talk to: `/`.
    pub target: String,
    /// Where the page was loaded from, if it is a page that asks.
    pub origin: Option<String>,
    key: String,
}

impl Handshake {
    /// Looks whether this head asks for a WebSocket. Pages of this machine
    /// may, and those of `origins`.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn read(head: &Head, origins: &[String]) -> Result<Handshake, Refusal> {
        let Start::Request { method, target } = &head.start else {
            return Err(Refusal::Http(request::Error::BadStart));
        };
        if method != "GET" {
            return Err(Refusal::WrongMethod);
        }
        one(head, "host").ok_or(Refusal::NoHost)?;
        if !has_word(head, "upgrade", "websocket") {
            return Err(Refusal::NoUpgrade);
        }
        if !has_word(head, "connection", "upgrade") {
            return Err(Refusal::NoConnection);
        }
        if one(head, "sec-websocket-version") != Some("13") {
            return Err(Refusal::WrongVersion);
        }
        let key = one(head, "sec-websocket-key");
        let key = key.filter(|key| is_key(key)).ok_or(Refusal::BadKey)?;
        // Whoever says two origins hides one of them.
        let origin = head.values("origin").collect::<Vec<_>>().join(", ");
        let origin = Some(origin).filter(|origin| !origin.is_empty());
        if let Some(origin) = &origin {
            if !is_allowed(origin, origins) {
                let origin = origin.clone();
                return Err(Refusal::ForeignOrigin { origin });
            }
        }
        // What follows the head belongs to the WebSocket, not to a body.
        if head.ending()? != Ending::Length(0) {
            return Err(Refusal::HasBody);
        }
        let (target, key) = (target.clone(), key.to_string());
        Ok(Handshake { target, origin, key })
    }

    /// The answer that ends HTTP on this connection. Of subprotocols and
    /// extensions that the client offers, such as compression, we take none:
    /// what the answer does not name is declined.
    pub fn answer(&self) -> String {
        let accept = accept_key(&self.key);
        format!(
            "HTTP/1.1 101 Switching Protocols\r\n\
             Upgrade: websocket\r\n\
             Connection: Upgrade\r\n\
             Sec-WebSocket-Accept: {accept}\r\n\
             \r\n"
        )
    }
}
// ANCHOR_END: handshake

/// The value of a field that must stand there once.
pub(crate) fn one<'a>(head: &'a Head, name: &str) -> Option<&'a str> {
    let mut values = head.values(name);
    values.next().filter(|_| values.next().is_none())
}

// ANCHOR: has_word
/// Whether a field has this word in its list, in any case: Firefox says
/// `Connection: keep-alive, Upgrade`.
pub(crate) fn has_word(head: &Head, name: &str, word: &str) -> bool {
    head.values(name)
        .flat_map(|value| value.split(','))
        .any(|item| item.trim().eq_ignore_ascii_case(word))
}
// ANCHOR_END: has_word
// ANCHOR_END: all

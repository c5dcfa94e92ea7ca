// ANCHOR: all
//! What a client asks for: `?EIO=4&transport=polling&sid=…`.

use crate::{Refusal, Revision, Sid};

// ANCHOR: asked
/// A request's query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// `EIO`.
    pub revision: Revision,
    /// `transport`.
    pub transport: Transport,
    /// `sid`, for a session that has begun already.
    pub sid: Option<Sid>,
    /// `b64`: a browser of old, which cannot read bytes.
    pub base64: bool,
}

/// What carries a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Requests that wait, and requests that bring something.
    Polling,
    /// One WebSocket.
    WebSocket,
}

impl Asked {
    /// Reads a query. What it does not know it leaves alone: clients add a
    /// `t` against caches, and applications whatever they like.
    ///
    /// # Errors
    /// Which of it makes no sense. The order is the official server's, but
    /// for a revision that is missing: that takes it for 3.
    pub fn read(query: &str) -> Result<Asked, Refusal> {
        let value = |key| {
            let mut pairs = query.split('&').filter_map(|p| p.split_once('='));
            pairs.find(|(name, _)| *name == key).map(|(_, value)| value)
        };
        let transport = match value("transport") {
            // `j` asks for a script to be run by the page: JSONP.
            Some("polling") if value("j").is_none() => Transport::Polling,
            Some("websocket") => Transport::WebSocket,
            _ => return Err(Refusal::UnknownTransport),
        };
        let revision = match value("EIO") {
            Some("3") => Revision::Three,
            Some("4") => Revision::Four,
            _ => return Err(Refusal::UnsupportedRevision),
        };
        let sid = value("sid").map(Sid::read);
        let sid = sid.map(|sid| sid.ok_or(Refusal::UnknownSession));
        let sid = sid.transpose()?;
        let base64 = value("b64").is_some_and(|value| value != "0");
        Ok(Asked { revision, transport, sid, base64 })
    }
}
// ANCHOR_END: asked
// ANCHOR_END: all

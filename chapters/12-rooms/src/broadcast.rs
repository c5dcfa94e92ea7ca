// ANCHOR: all
//! What is done to many at once.

use std::time::Duration;

use events::{AckError, Args, ArgsError, Encoded, Socket};
use futures_util::future::join_all;

use crate::{Adapter, Audience};

// ANCHOR: broadcast
/// Whom it concerns, until one of the verbs at the end says what.
#[derive(Clone)]
#[must_use = "say what is to be done: emit, join, …"]
pub struct Broadcast<'a> {
    pub(crate) name: &'a str,
    pub(crate) adapter: &'a dyn Adapter,
    pub(crate) audience: Audience,
}

impl Broadcast<'_> {
    /// Those in this room, too. The official server has `in` as well, which
    /// is a keyword here.
    pub fn to(mut self, room: &str) -> Self {
        self.audience.rooms.push(room.to_string());
        self
    }

    /// But not those in this one.
    pub fn except(mut self, room: &str) -> Self {
        self.audience.except.push(room.to_string());
        self
    }

    /// Only those of this server, if there are several.
    pub fn local(mut self) -> Self {
        self.audience.local = true;
        self
    }

    /// Not those for whom something else waits already: it would be old when
    /// it comes.
    pub fn volatile(mut self) -> Self {
        self.audience.volatile = true;
        self
    }
}
// ANCHOR_END: broadcast

// ANCHOR: verbs
impl Broadcast<'_> {
    /// Tells them of an event. It is encoded once.
    ///
    /// # Errors
    /// [`ArgsError::Reserved`] and [`ArgsError::Attachments`].
    pub fn emit(self, name: &str, args: &Args) -> Result<(), ArgsError> {
        let encoded = Encoded::event(self.name, None, name, args)?;
        self.adapter.send(&self.audience, &encoded);
        Ok(())
    }

    /// Tells those on this server of an event, and waits so long for their
    /// answers. It is encoded once: all answer to the same number.
    ///
    /// # Errors
    /// [`ArgsError::Reserved`] and [`ArgsError::Attachments`].
    pub async fn emit_with_ack(
        self,
        name: &str,
        args: &Args,
        limit: Duration,
    ) -> Result<Vec<Result<Args, AckError>>, ArgsError> {
        let sockets = self.sockets();
        let Some(first) = sockets.first() else { return Ok(Vec::new()) };
        let id = first.next_id();
        let encoded = Encoded::event(self.name, Some(id), name, args)?;
        // In this order, or an answer could be faster than we are.
        let expected: Vec<_> = sockets.iter().map(|s| s.expect(id)).collect();
        let rooms = sockets.iter().map(Socket::id).collect();
        let asked = Audience { rooms, local: true, ..Audience::default() };
        self.adapter.send(&asked, &encoded);
        let answers = expected.into_iter();
        let answers = answers.map(async |one| one?.answer(limit).await);
        Ok(join_all(answers).await)
    }

    /// All of them join a room.
    pub fn join(self, room: &str) {
        self.adapter.join(&self.audience, room);
    }

    /// All of them leave a room.
    pub fn leave(self, room: &str) {
        self.adapter.leave(&self.audience, room);
    }

    /// All of them are sent away, with their whole `session` or from this
    /// namespace.
    pub fn disconnect(self, session: bool) {
        self.adapter.disconnect(&self.audience, session);
    }

    /// Those of them who are connected to this server.
    pub fn sockets(&self) -> Vec<Socket> {
        self.adapter.sockets(&self.audience)
    }
}
// ANCHOR_END: verbs
// ANCHOR_END: all

// ANCHOR: all
//! The seam where more than one server will go.

use events::{Encoded, Socket};

use crate::Audience;

// ANCHOR: adapter
/// Knows who is in which room, and reaches them. [`Local`](crate::Local) does
/// so for the sockets of this process. Another one would do the same, and
/// tell the other servers what it was told, unless the audience is `local`.
pub trait Adapter: Send + Sync + 'static {
    /// Somebody has come.
    fn enter(&self, socket: &Socket);

    /// Somebody has gone.
    fn exit(&self, socket: &Socket);

    /// All of the audience join a room.
    fn join(&self, who: &Audience, room: &str);

    /// All of the audience leave a room.
    fn leave(&self, who: &Audience, room: &str);

    /// All of the audience are told this.
    fn send(&self, who: &Audience, encoded: &Encoded);

    /// All of the audience are sent away, with their whole `session` or from
    /// this namespace.
    fn disconnect(&self, who: &Audience, session: bool);

    /// Those of the audience who are connected to this process.
    fn sockets(&self, who: &Audience) -> Vec<Socket>;

    /// In which rooms a socket of this process is, but for its own.
    fn rooms(&self, id: &str) -> Vec<String>;
}
// ANCHOR_END: adapter
// ANCHOR_END: all

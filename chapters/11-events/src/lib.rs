// ANCHOR: all
//! The packets of Socket.IO, by hand
//! ([protocol 5](https://github.com/socketio/socket.io-protocol), and
//! [protocol 4](https://github.com/socketio/socket.io-protocol/tree/v4)).
//!
//! [`Packet`] reads and writes one text message, [`Args`] is what an event
//! or an acknowledgement carries, [`Assembly`] waits for the attachments
//! behind a header. They have no socket and know no transport.

mod args;
mod assembly;
mod error;
mod event;
mod json;
mod kind;
mod packet;
mod placeholder;
mod write;

pub use args::Args;
pub use assembly::{Assembly, Header, Limits};
pub use error::{ArgsError, PacketError};
pub use event::{RESERVED, is_reserved};
pub use json::MAX_DEPTH;
pub use kind::Kind;
pub use packet::Packet;
pub use placeholder::Placeholder;
pub use write::{write_ack, write_event};
// ANCHOR_END: all

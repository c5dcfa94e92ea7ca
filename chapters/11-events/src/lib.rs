// ANCHOR: all
//! Socket.IO: events, acknowledgements and namespaces over the sessions of
//! chapter 10 ([protocol 5](https://github.com/socketio/socket.io-protocol),
//! and [protocol 4](https://github.com/socketio/socket.io-protocol/tree/v4)).
//!
//! [`Packet`] reads and writes one text message, [`Args`] is what an event
//! or an acknowledgement carries, [`Assembly`] waits for the attachments
//! behind a header: they know no transport. A [`Socket`] is what a program
//! talks to, in a server ([`Io`]) or in a client ([`connect`]), and a
//! [`Connection`] stands between sockets and their session.

mod args;
mod arguments;
mod assembly;
mod client;
mod config;
mod connection;
mod departure;
mod emit;
mod encoded;
mod error;
mod event;
mod io;
mod join;
mod json;
mod kind;
mod listen;
mod namespace;
mod packet;
mod placeholder;
mod program;
mod run;
mod socket;
mod write;

pub use args::Args;
pub use arguments::{Arguments, Side};
pub use assembly::{Assembly, Header, Limits};
pub use client::connect;
pub use config::Config;
pub use connection::Connection;
pub use departure::Departure;
pub use emit::{Ack, AckError, Expected};
pub use encoded::Encoded;
pub use error::{ArgsError, PacketError};
pub use event::{RESERVED, is_reserved};
pub use io::Io;
pub use json::MAX_DEPTH;
pub use kind::Kind;
pub use listen::Event;
pub use namespace::{Namespace, Refused};
pub use packet::Packet;
pub use placeholder::Placeholder;
pub use program::{greet, program};
pub use run::run;
pub use socket::Socket;
pub use write::{write_ack, write_event};
// ANCHOR_END: all

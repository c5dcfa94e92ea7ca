// ANCHOR: all
//! Engine.IO: a session that outlives the connections which carry it, by
//! polling, by a WebSocket, or first by one and then by the other.
//!
//! [`Session`], [`Probe`], [`Heartbeat`], [`payload`] and [`payload_three`]
//! know no socket. An [`Engine`] holds all sessions, [`converse`] puts a
//! connection in front of it, [`serve`] listeners, and [`connect`] is a
//! client.

mod answer;
mod asked;
mod base64;
mod body;
mod carry;
mod client;
mod config;
mod connection;
mod echo;
mod engine;
mod error;
mod heartbeat;
mod id;
mod message;
mod open;
mod opened;
mod outbox;
mod packet;
pub mod payload;
pub mod payload_three;
mod peer;
mod polling;
mod probe;
mod reason;
mod refusal;
mod revision;
mod routes;
mod server;
mod session;
mod take_over;
mod visit;

pub use asked::{Asked, Transport};
pub use client::connect;
pub use config::Config;
pub use connection::converse;
pub use echo::echo;
pub use engine::Engine;
pub use error::Error;
pub use heartbeat::Heartbeat;
pub use id::Sid;
pub use message::{Content, Message};
pub use open::Open;
pub use packet::Packet;
pub use peer::{Handler, Peer};
pub use probe::{Probe, Step};
pub use reason::Reason;
pub use refusal::Refusal;
pub use revision::Revision;
pub use server::serve;
pub use session::{Event, Session};
// ANCHOR_END: all

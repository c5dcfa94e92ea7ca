// ANCHOR: all
//! WebSockets by library: the room of chapter 04 for browsers, with
//! heartbeats, and a client that comes back.
//!
//! [`Heartbeat`] and [`Backoff`] know no socket. [`converse`] puts a
//! connection, HTTP and WebSocket in front of a [`Chat`], [`serve`]
//! listeners, and [`visit`] is a client.

mod backoff;
mod chat;
mod client;
mod config;
mod connection;
mod consent;
mod echo;
mod ending;
mod handover;
mod heartbeat;
mod routes;
mod server;
mod talk;

pub use backoff::Backoff;
pub use chat::Chat;
pub use client::{Link, reach, visit};
pub use config::Config;
pub use connection::converse;
pub use consent::{consent, head_of, refuse};
pub use echo::echo;
pub use ending::Ending;
pub use handover::{Slot, answer};
pub use heartbeat::Heartbeat;
pub use server::serve;
pub use talk::talk;
// ANCHOR_END: all

// ANCHOR: all
//! The opening handshake of a WebSocket
//! ([RFC 6455 §4](https://www.rfc-editor.org/rfc/rfc6455#section-4)): one
//! request and one answer of HTTP, and then the connection is no longer
//! HTTP's.
//!
//! [`Handshake`] and [`Refusal`] know no socket. [`open`] puts a stream in
//! front of them, [`serve`] listeners, and [`ask`] is the client's side.

mod client;
mod config;
mod handshake;
mod key;
mod lab;
mod open;
mod refusal;
mod server;
mod shown;

pub use client::{Answer, ask, check, request};
pub use config::Config;
pub use handshake::Handshake;
pub use key::{accept_key, fresh_key};
pub use lab::{Lab, line};
pub use open::{Opened, open};
pub use refusal::Refusal;
pub use server::{HELLO, accept, greet, serve};
pub use shown::{printable, shown};
// ANCHOR_END: all

// ANCHOR: all
//! HTTP/1.1: what a request is made of, and what it costs.
//!
//! [`Decoder`] takes bytes and gives messages; it has no socket. [`Client`]
//! asks, [`serve`] answers, and [`simulated`] counts what that took, in
//! [`WAYS`] that differ.

mod chunks;
mod client;
mod cost;
mod ending;
mod error;
mod head;
mod message;
mod packets;
mod question;
mod routes;
mod server;

pub use chunks::ChunkDecoder;
pub use client::Client;
pub use cost::{Cost, SETUPS, Setup, simulated, spent};
pub use ending::Ending;
pub use error::Error;
pub use head::{Head, HeadDecoder, Start};
pub use message::{Decoder, Limits, Message};
pub use packets::{HEADERS, Packets, SYN};
pub use question::{BROWSER, WAYS, Way};
pub use routes::routes;
pub use server::{Config, answer, serve};
// ANCHOR_END: all

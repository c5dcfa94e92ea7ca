// ANCHOR: all
//! A stream is not messages: this makes messages of it.
//!
//! [`LineDecoder`] and [`LengthDecoder`] take bytes and give messages; they
//! have no socket. [`Lines`] reads and writes lines on a stream. [`serve`]
//! and [`ask`] are chapter 01's ping/pong once more, and now no network can
//! cut it into the wrong pieces.

mod client;
mod error;
mod length;
mod line;
mod lines;
mod server;

pub use client::ask;
pub use error::Error;
pub use length::{LengthDecoder, encode_length};
pub use line::{LineDecoder, encode_line};
pub use lines::Lines;
pub use server::{Config, answer, serve};
// ANCHOR_END: all

// ANCHOR: all
//! A ping/pong over TCP: the server answers `pong`, the client asks once a
//! second.
//!
//! [`serve`] and [`ask`] are the two sides. [`listen`], [`accept`] and
//! [`connect`] make the sockets that they talk over, and [`interrupted`]
//! and [`exit_code`] end the program that has had enough.

mod client;
mod exit;
mod server;
mod socket;

pub use client::ask;
pub use exit::{exit_code, interrupted};
pub use server::{answer, serve};
pub use socket::{accept, connect, listen};
// ANCHOR_END: all

// ANCHOR: all
//! A chat room: many peers, and what one of them says reaches all others.
//!
//! [`Room`], [`Guest`] and [`Outbox`] know no socket: they are about who is
//! there, who is told what, and how much may wait for whom. [`converse`]
//! puts one connection in front of them, [`serve`] a listener, and [`chat`]
//! is a client for those who have no `nc`.

mod batch;
mod client;
mod connection;
mod guest;
mod name;
mod outbox;
mod pace;
mod refused;
mod room;
pub mod screen;
mod server;

pub use batch::Batch;
pub use client::{chat, keyboard};
pub use connection::{converse, line};
pub use guest::Guest;
pub use outbox::{Full, Outbox};
pub use pace::Pace;
pub use refused::Refused;
pub use room::Room;
pub use server::{Config, GOODBYE, serve};
// ANCHOR_END: all

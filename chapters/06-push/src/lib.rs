// ANCHOR: all
//! A server that wants to speak, to browsers that have to ask: by polling,
//! long polling and server-sent events.
//!
//! [`History`] and [`Board`] know no socket and no HTTP: they are about who
//! has heard what. [`converse`] puts a connection and HTTP in front of them,
//! [`serve`] two listeners.

mod after;
mod answer;
mod board;
mod config;
mod connection;
mod event;
mod history;
mod listener;
mod origin;
mod patient;
mod routes;
mod say;
mod server;
mod voice;
mod ways;

pub use board::Board;
pub use config::Config;
pub use connection::{converse, linger};
pub use event::{HEARTBEAT, event, gap};
pub use history::{History, Since};
pub use listener::Listener;
pub use origin::{is_allowed, is_here};
pub use patient::Patient;
pub use server::{listen, serve};
pub use voice::speak;
// ANCHOR_END: all

// ANCHOR: all
//! The frames of a WebSocket, by hand
//! ([RFC 6455 §5](https://www.rfc-editor.org/rfc/rfc6455#section-5)).
//!
//! [`Header`], [`FrameDecoder`] and [`Decoder`] take bytes and give frames,
//! messages and events; they have no socket. [`WebSocket`] puts a stream in
//! front of them, [`serve`] listeners.

mod close;
mod config;
mod decoder;
mod error;
mod frame;
mod header;
mod mask;
mod message;
mod opcode;
mod server;
mod websocket;

pub use close::Close;
pub use config::{Config, Limits};
pub use decoder::{Decoder, Event};
pub use error::Error;
pub use frame::{Frame, FrameDecoder, Role};
pub use header::{Header, Length, MAX_CONTROL_SIZE};
pub use mask::mask;
pub use message::Message;
pub use opcode::Opcode;
pub use server::{echo, serve};
pub use websocket::WebSocket;
// ANCHOR_END: all

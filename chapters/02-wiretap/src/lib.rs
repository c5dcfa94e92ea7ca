// ANCHOR: all
//! A tapped wire: it shows every byte that passes, and can delay them, slice
//! them, and end in the three ways in which connections end.
//!
//! [`serve`] is the wire as a TCP proxy, [`Wire::connect`] the same wire in
//! memory, for tests, and [`Tap`] records any stream without touching it.
//! None of them knows a protocol.

mod diagram;
mod dump;
mod flight;
mod link;
mod memory;
mod pcapng;
mod proxy;
mod recording;
mod tap;
mod wire;

pub use diagram::diagram;
pub use dump::{HEADING, dump};
pub use link::Stream;
pub use memory::{MemoryStream, pair};
pub use pcapng::Pcapng;
pub use proxy::{Config, serve};
pub use recording::{Direction, Event, Piece, Recorder, Recording};
pub use tap::{Side, Tap};
pub use wire::{Death, Wire};
// ANCHOR_END: all

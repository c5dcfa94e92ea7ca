// ANCHOR: all
//! Rooms: who is told what.
//!
//! [`Audience`] says who is meant, [`Local`] knows who that is, behind the
//! seam [`Adapter`]. [`Rooms`] and [`Broadcast`] are what a program uses.

mod adapter;
mod audience;
mod broadcast;
mod local;
mod program;
mod rooms;

pub use adapter::Adapter;
pub use audience::Audience;
pub use broadcast::Broadcast;
pub use local::Local;
pub use program::program;
pub use rooms::Rooms;
// ANCHOR_END: all

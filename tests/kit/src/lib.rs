//! The vocabulary of all tests: waits with a limit, bytes compared with a
//! caret, programs run as a reader runs them, outputs pinned for the book.

mod capture;
mod delivery;
mod exercise;
pub mod picture;
mod pin;
mod program;
pub mod report;
mod spawn;
mod transcript;
mod vacant;
mod wire;
mod within;

pub use capture::segments;
pub use delivery::{Delivery, deliveries, send};
pub use exercise::expect_prediction;
pub use pin::failures;
pub use program::Program;
pub use spawn::spawn;
pub use transcript::Transcript;
pub use vacant::VacantPort;
pub use wire::{expect_wire, hex, readable};
pub use within::within;

// For the macros.
#[doc(hidden)]
pub use insta;
#[doc(hidden)]
pub use pin::{pinned, settings};

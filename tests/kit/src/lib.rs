//! The vocabulary of all tests: waits with a limit, bytes compared with a
//! caret, programs run as a reader runs them, outputs pinned for the book.

mod capture;
pub mod client;
mod delivery;
mod exercise;
#[cfg(unix)]
mod full_screen;
pub mod picture;
mod pin;
mod program;
pub mod promises;
pub mod report;
mod spawn;
mod transcript;
pub mod trouble;
mod vacant;
mod wire;
mod within;

pub use capture::segments;
pub use delivery::{Delivery, deliveries, send};
pub use exercise::expect_prediction;
pub use program::{Program, Screen};
pub use spawn::spawn;
pub use transcript::Transcript;
pub use trouble::failures;
pub use vacant::VacantPort;
pub use wire::{expect_wire, hex, readable};
pub use within::within;

// For the macros.
#[doc(hidden)]
pub use insta;
#[doc(hidden)]
pub use pin::{pinned, settings};

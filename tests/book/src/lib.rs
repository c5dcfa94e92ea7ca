//! The book against the code.
//!
//! mdBook renders a missing anchor as nothing and is content. These checks
//! are not: they read the pages, the chapters and the tests as text, and say
//! where the book shows something that is not there, or hides something that
//! is. `tests/the_book.rs` runs them on this repository;
//! `tests/planted_faults` runs each on a small book with one thing broken.

pub mod anchor;
pub mod chapter;
pub mod checks;
pub mod fence;
pub mod finding;
pub mod heading;
pub mod include;
pub mod link;
pub mod manifest;
pub mod page;
pub mod pinned;
pub mod prose;
pub mod tree;

pub use finding::{Finding, report};
pub use tree::Tree;

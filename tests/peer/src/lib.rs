//! What the tests of chapters 09 to 12 share: a client whose frames are made
//! by chapter 08, by hand, so that no library tests itself.

mod page;
mod peer;
mod shown;

pub use page::{Page, masked_with};
pub use peer::{KEY, Peer, masked};
pub use shown::lines;

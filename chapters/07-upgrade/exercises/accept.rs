//! Exercise 07.1: the answer to a key (extend, 10 minutes).
//!
//! Page: "One line for both", section *Your turn*.
//!
//! Compute `Sec-WebSocket-Accept` from `Sec-WebSocket-Key`:
//!
//! - behind the key, as it stands there, comes a text that is always the same,
//!   [`GUID`];
//! - of both together take the SHA-1, which is 20 bytes;
//! - of those, the base64.
//!
//! `Sha1::new()`, `update` and `finalize` hash, `STANDARD.encode` writes base64.
//! They need these lines:
//!
//! ```text
//! use base64::Engine;
//! use base64::engine::general_purpose::STANDARD;
//! use sha1::{Digest, Sha1};
//! ```
//!
//! Then say what this is good for: it defeats one of four troubles. Replace
//! the `"???"` by its letter.
//!
//! - `a`: a page of another site opens a WebSocket in the visitor's name.
//! - `b`: somebody on the way reads along.
//! - `c`: a cache, or a server that has not understood a word, answers.
//! - `d`: somebody connects who does not know the password.

/// What comes behind each key.
pub const GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// The answer to this key.
pub fn accept(_key: &str) -> String {
    kit::not_yet!("07.1 the base64 of the SHA-1 of the key and the GUID")
}

/// Which trouble it defeats.
pub const DEFEATS: &str = "???";

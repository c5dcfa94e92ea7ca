//! Exercise 05.5: two readers, two messages (attack, 15 minutes).
//!
//! Page: "What a request costs", section *Your turn*.
//!
//! A proxy stands in front of a server. It lets nobody ask for `/admin`, and
//! passes everything else on, byte for byte. Where a body ends, the proxy
//! takes from `Content-Length`, and has never heard of chunks. The server
//! behind it knows both, and prefers chunks.
//!
//! Write bytes in which the proxy finds no request for `/admin`, and the
//! server finds one. Afterwards this chapter's decoder reads them too, and
//! should refuse them.

/// What you send to the proxy.
pub fn attack() -> Vec<u8> {
    kit::not_yet!("05.5 hide a request in a body")
}

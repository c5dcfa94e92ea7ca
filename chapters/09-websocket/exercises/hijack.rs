//! Exercise 09.4: somebody else's page (attack, 5 minutes).
//!
//! Page: "The same by library", section *Your turn*.
//!
//! A room wants to let in the pages of its own machine only. It looks at the
//! field `Origin`, and lets in every page whose origin begins with
//! `http://localhost`. You own the domain `evil.example`, and all names
//! below it. From which address do you serve your page, so that the browser
//! of everybody who opens it lets you into their room?

/// The origin of your page, as a browser writes it: a scheme, `://`, a host,
/// and perhaps `:` and a port.
pub fn origin() -> String {
    kit::not_yet!("09.4 an origin that fools the naive room")
}

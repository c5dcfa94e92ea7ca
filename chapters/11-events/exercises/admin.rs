//! Exercise 11.3: a namespace that refuses (build, 15 minutes).
//!
//! Page: "Namespaces", section *Your turn*.
//!
//! Build a server with two namespaces:
//!
//! - `/` is open to all, and greets nobody;
//! - `/admin` lets in only those who say `{"token":"…"}` of themselves, with
//!   the right [`TOKEN`] under that very key. Others are refused with the
//!   message `not authorized`, and nothing else;
//! - whoever is let in hears the event `welcome`, without arguments.
//!
//! `auth` is whatever a stranger has sent: a number, a list, nothing.

use events::Io;

/// Who knows this may come in.
pub const TOKEN: &str = "left sock";

/// The server.
pub fn server() -> Io {
    kit::not_yet!("11.3 a namespace that refuses")
}

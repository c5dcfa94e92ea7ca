//! Exercise 02.3: cut it in the middle.

use wiretap::{Death, Wire};

pub fn wire() -> Wire {
    // Both ways together: the ping's four bytes count as well.
    let after = b"ping".len() + b"po".len();
    Wire { end: Some((after, Death::Fin)), ..Wire::default() }
}

pub const NEXT_READ: &str = "Ok(0)";

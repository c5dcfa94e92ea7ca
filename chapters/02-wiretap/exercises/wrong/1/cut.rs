//! Misconception: only the bytes that the client receives are counted.

use wiretap::{Death, Wire};

pub fn wire() -> Wire {
    Wire { end: Some((2, Death::Fin)), ..Wire::default() }
}

pub const NEXT_READ: &str = "Ok(0)";

//! Misconception: half a message followed by a FIN is an error of the
//! stream. (TCP does not know that it was half a message.)

use wiretap::{Death, Wire};

pub fn wire() -> Wire {
    Wire { end: Some((6, Death::Fin)), ..Wire::default() }
}

pub const NEXT_READ: &str = "Err(ConnectionReset)";

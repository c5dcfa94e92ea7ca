// ANCHOR: all
//! Where the body ends: the head says it, in one of two ways.

use crate::{Error, Head, Start};

// ANCHOR: ending
/// How the receiver finds the end of a body
/// ([RFC 9112 §6.3](https://www.rfc-editor.org/rfc/rfc9112#section-6.3)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// After so many bytes, perhaps none.
    Length(usize),
    /// After the chunk of no bytes.
    Chunks,
}

impl Head {
    /// How the body behind this head ends.
    ///
    /// # Errors
    /// - [`Error::TwoLengths`] when it could end in two places;
    /// - [`Error::BadLength`] and [`Error::UnknownCoding`];
    /// - [`Error::NoLength`] for an answer that ends with its connection.
    pub fn ending(&self) -> Result<Ending, Error> {
        // Such an answer may say how long another one would have been: a
        // 304 has a length and no body.
        if matches!(self.start, Start::Status { code: 100..=199 | 204 | 304 }) {
            return Ok(Ending::Length(0));
        }
        let lengths: Vec<&str> = self.values("content-length").collect();
        let codings: Vec<&str> = self.values("transfer-encoding").collect();
        match (&lengths[..], &codings[..]) {
            ([], []) => match self.start {
                // A request that says nothing of a body has none.
                Start::Request { .. } => Ok(Ending::Length(0)),
                Start::Status { .. } => Err(Error::NoLength),
            },
            ([length], []) => number(length).map(Ending::Length),
            ([], [coding]) if coding.eq_ignore_ascii_case("chunked") => {
                Ok(Ending::Chunks)
            }
            ([], _) => Err(Error::UnknownCoding),
            _ => Err(Error::TwoLengths),
        }
    }
}

/// Digits only: `parse` alone would take `+4` for a number too.
fn number(text: &str) -> Result<usize, Error> {
    match text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => text.parse().map_err(|_| Error::BadLength),
        false => Err(Error::BadLength),
    }
}
// ANCHOR_END: ending
// ANCHOR_END: all

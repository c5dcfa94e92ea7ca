//! Exercise 08.6: the last words (extend, 15 minutes).
//!
//! Page: "How to end", section *Your turn*.
//!
//! A close frame's payload is empty, or it is a code, two bytes with the more
//! significant one first, and a reason behind it, in UTF-8. In all it has 125
//! bytes at most.
//!
//! The codes that may travel are 1000 to 1003, 1007 to 1014, and 3000 to
//! 4999.

/// Writes a payload. Of a reason that is too long, as much goes as fits, and
/// no character is cut in two.
pub fn encode(code: u16, reason: &str) -> Vec<u8> {
    let _ = (code, reason);
    kit::not_yet!("08.6 write the last words")
}

/// Reads a payload. `Ok(None)`: it is empty. `Err`: it is wrong, and this is
/// the code to close with. That is 1007 for a reason that is no text, and
/// 1002 for all else. More than 125 bytes never come here: whoever reads
/// headers has refused such a control frame.
pub fn decode(payload: &[u8]) -> Result<Option<(u16, String)>, u16> {
    let _ = payload;
    kit::not_yet!("08.6 read the last words")
}

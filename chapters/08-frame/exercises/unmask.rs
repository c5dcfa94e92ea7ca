//! Exercise 08.2: take off the mask (extend, 10 minutes).
//!
//! Page: "A frame", section *Your turn*.
//!
//! Byte `i` of a payload was changed with byte `i mod 4` of the key, by
//! XOR. Change it back, in place.
//!
//! A payload need not come at once. `at` says how many bytes of it have come,
//! and been unmasked, before these.

/// Unmasks the next bytes of a payload.
pub fn unmask(bytes: &mut [u8], key: [u8; 4], at: usize) {
    let _ = (bytes, key, at);
    kit::not_yet!("08.2 take off the mask")
}

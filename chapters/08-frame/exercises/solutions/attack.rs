//! 08.7: a length is only announced, and an empty fragment adds nothing.

pub fn memory() -> Vec<u8> {
    // FIN, binary; masked, eight bytes of length: 2^62; the key.
    b"\x82\xff\x40\0\0\0\0\0\0\0\0\0\0\0".to_vec()
}

pub fn time() -> (Vec<u8>, Vec<u8>) {
    // A text that is to be continued, and a continuation that is, too.
    (b"\x01\x80\0\0\0\0".to_vec(), b"\x00\x80\0\0\0\0".to_vec())
}

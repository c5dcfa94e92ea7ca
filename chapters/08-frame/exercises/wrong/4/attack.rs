//! Misconception: a ping is answered, so it is kept however long it is.

pub fn memory() -> Vec<u8> {
    b"\x89\xff\x40\0\0\0\0\0\0\0\0\0\0\0".to_vec()
}

pub fn time() -> (Vec<u8>, Vec<u8>) {
    // A text that is to be continued, and a continuation that is, too.
    (b"\x01\x80\0\0\0\0".to_vec(), b"\x00\x80\0\0\0\0".to_vec())
}

//! Misconception: something has to be in a fragment.

pub fn memory() -> Vec<u8> {
    b"\x82\xff\x40\0\0\0\0\0\0\0\0\0\0\0".to_vec()
}

pub fn time() -> (Vec<u8>, Vec<u8>) {
    (b"\x01\x81\0\0\0\0x".to_vec(), b"\x00\x81\0\0\0\0x".to_vec())
}

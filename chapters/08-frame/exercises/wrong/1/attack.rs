//! Misconception: the greatest number is the best attack.

pub fn memory() -> Vec<u8> {
    b"\x82\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0".to_vec()
}

pub fn time() -> (Vec<u8>, Vec<u8>) {
    (b"\x01\x80\0\0\0\0".to_vec(), b"\x01\x80\0\0\0\0".to_vec())
}

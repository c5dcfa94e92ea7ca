//! Misconception: every read begins with the first byte of the key.

pub fn unmask(bytes: &mut [u8], key: [u8; 4], _at: usize) {
    for (byte, key) in bytes.iter_mut().zip(key.into_iter().cycle()) {
        *byte ^= key;
    }
}

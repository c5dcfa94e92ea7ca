//! 08.2: the key goes round, and goes on where it was.

pub fn unmask(bytes: &mut [u8], key: [u8; 4], at: usize) {
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte ^= key[(at + i) % 4];
    }
}

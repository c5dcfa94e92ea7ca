//! Misconception: four bytes at a time will do, and whatever is left at the
//! end is not worth a loop of its own.

pub fn unmask(bytes: &mut [u8], key: [u8; 4], at: usize) {
    for four in bytes.chunks_exact_mut(4) {
        for (i, byte) in four.iter_mut().enumerate() {
            *byte ^= key[(at + i) % 4];
        }
    }
}

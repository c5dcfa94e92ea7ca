//! The mask.

use frame::mask;

#[test]
fn a_mask_is_byte_by_byte_whatever_the_length_and_undoes_itself() {
    let key = [0x37, 0xfa, 0x21, 0x3d];
    let all: Vec<u8> = (0..=255).chain(0..=255).collect();
    for size in 0..all.len() {
        let mut bytes = all[..size].to_vec();
        mask(&mut bytes, key);
        // As the RFC writes it down: octet i XOR octet (i mod 4) of the key.
        for (i, byte) in bytes.iter().enumerate() {
            assert_eq!(*byte, all[i] ^ key[i % 4], "byte {i} of {size}");
        }
        mask(&mut bytes, key);
        assert_eq!(bytes, all[..size]);
    }
}

#[test]
fn a_key_of_zeros_changes_nothing() {
    let mut bytes = *b"GET / HTTP/1.1\r\n";
    mask(&mut bytes, [0; 4]);
    assert_eq!(&bytes, b"GET / HTTP/1.1\r\n");
}

// ANCHOR: all
//! The mask of a client's frames.

// ANCHOR: mask
/// Masks or unmasks: byte `i` meets byte `i mod 4` of the key. To do it twice
/// is to undo it
/// ([RFC 6455 §5.3](https://www.rfc-editor.org/rfc/rfc6455#section-5.3)).
///
/// It hides nothing, for the key stands in front. It takes from a page the
/// power to choose which bytes travel: a proxy that takes them for HTTP
/// finds no request in them
/// ([§10.3](https://www.rfc-editor.org/rfc/rfc6455#section-10.3)).
///
/// ```
/// let mut bytes = *b"Hello";
/// frame::mask(&mut bytes, [0x37, 0xfa, 0x21, 0x3d]);
/// assert_eq!(bytes, [0x7f, 0x9f, 0x4d, 0x51, 0x58]);
/// ```
pub fn mask(bytes: &mut [u8], key: [u8; 4]) {
    // Eight at a time: the key twice.
    let [a, b, c, d] = key;
    let twice = u64::from_ne_bytes([a, b, c, d, a, b, c, d]);
    let mut eights = bytes.chunks_exact_mut(8);
    for eight in &mut eights {
        if let Ok(bytes) = <[u8; 8]>::try_from(&*eight) {
            let masked = u64::from_ne_bytes(bytes) ^ twice;
            eight.copy_from_slice(&masked.to_ne_bytes());
        }
    }
    let rest = eights.into_remainder();
    for (byte, key) in rest.iter_mut().zip(key.into_iter().cycle()) {
        *byte ^= key;
    }
}
// ANCHOR_END: mask
// ANCHOR_END: all

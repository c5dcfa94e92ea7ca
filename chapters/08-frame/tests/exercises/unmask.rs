//! 08.2: take off the mask.

use kit::{deliveries, expect_wire, hex};

use crate::unmask::unmask;

/// The key of the RFC's example.
const KEY: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];

#[exercise::check(unmask)]
#[test]
fn ex_08_2_a_payload_is_unmasked_however_it_is_delivered() {
    for said in [&b"Hello"[..], b"", b"four", b"a text of 25 bytes, or so"] {
        let mut masked = said.to_vec();
        frame::mask(&mut masked, KEY);
        for delivery in deliveries(&[&masked]) {
            let mut heard = Vec::new();
            for piece in &delivery.pieces {
                let (mut bytes, at) = (piece.clone(), heard.len());
                unmask(&mut bytes, KEY, at);
                heard.extend(bytes);
            }
            let pieces: Vec<String> =
                delivery.pieces.iter().map(|piece| hex(piece)).collect();
            let cause = format!(
                "the key is {}; the payload came {}:\n  [{}]\n{}",
                hex(&KEY),
                delivery.name,
                pieces.join("] ["),
                question(&heard, said, &masked, delivery.pieces.len() > 1),
            );
            expect_wire(&heard, said, &cause);
        }
    }
}

fn question(
    heard: &[u8],
    said: &[u8],
    masked: &[u8],
    in_pieces: bool,
) -> &'static str {
    let same = heard.iter().zip(said).take_while(|(a, b)| a == b).count();
    if heard.len() != said.len() {
        return "";
    }
    if heard[same..] == masked[same..] {
        return "From there on the bytes are as they came. How many are left \
                when you take four at a time? (hint 3)";
    }
    if in_pieces {
        return "Which byte of the key belongs to the first byte of the second \
                piece? `at` helps (hint 2).";
    }
    "Byte i meets byte i mod 4 of the key, by XOR, which Rust writes ^ \
     (hint 1)."
}

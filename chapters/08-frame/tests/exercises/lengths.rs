//! 08.3: three forms of a length.

use kit::{expect_wire, hex};

use crate::lengths::{Refused, decode, encode};

const BORDERS: [(u64, &[u8]); 10] = [
    (0, &[0]),
    (5, &[5]),
    (125, &[125]),
    (126, &[126, 0x00, 0x7e]),
    (127, &[126, 0x00, 0x7f]),
    (256, &[126, 0x01, 0x00]),
    (65535, &[126, 0xff, 0xff]),
    (65536, &[127, 0, 0, 0, 0, 0, 1, 0, 0]),
    (0x0102_0304_0506, &[127, 0, 0, 1, 2, 3, 4, 5, 6]),
    ((1 << 63) - 1, &[127, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
];

#[exercise::check(lengths)]
#[test]
fn ex_08_3_a_length_is_written_in_its_shortest_form() {
    for (size, expected) in BORDERS {
        let cause = format!(
            "this is the length {size}. Which of the three forms is it, and \
             which byte of the number comes first? (hint 1)"
        );
        expect_wire(&encode(size), expected, &cause);
    }
}

#[exercise::check(lengths)]
#[test]
fn ex_08_3_a_length_is_read_once_all_of_it_is_there() {
    for (size, bytes) in BORDERS {
        for cut in 0..bytes.len() {
            expect(
                &bytes[..cut],
                Ok(None),
                "Not all of it is there yet. How many bytes has this form? \
                 (hint 2)",
            );
        }
        let whole = || Ok(Some((size, bytes.len())));
        let without_first = Ok(Some((size, bytes.len() - 1)));
        if bytes.len() > 1 && decode(bytes) == without_first {
            expect(bytes, whole(), "Count the first byte, too.");
        }
        expect(
            bytes,
            whole(),
            "All of it is there. Which byte of the number comes first? And from \
             where on does this form count? (hint 1)",
        );
        let with_more = [bytes, b"and the payload"].concat();
        let why = "What stands behind the length is not part of it.";
        expect(&with_more, whole(), why);
    }
}

#[exercise::check(lengths)]
#[test]
fn ex_08_3_any_other_form_of_a_length_is_refused() {
    for bytes in [
        &[126, 0, 0][..],
        &[126, 0, 125],
        &[127, 0, 0, 0, 0, 0, 0, 0, 5],
        &[127, 0, 0, 0, 0, 0, 0, 0, 126],
        &[127, 0, 0, 0, 0, 0, 0, 0xff, 0xff],
    ] {
        expect(
            bytes,
            Err(Refused::NotShortest),
            "This length has a shorter form. If both forms were allowed, two \
             readers might disagree about what a frame is (hint 3).",
        );
    }
    for top in [0x80, 0xff] {
        expect(
            &[127, top, 0, 0, 0, 0, 0, 0, 0],
            Err(Refused::TopBit),
            "The highest bit of the eight bytes is set (hint 3).",
        );
    }
}

type Read = Result<Option<(u64, usize)>, Refused>;

#[track_caller]
fn expect(bytes: &[u8], expected: Read, why: &str) {
    let got = decode(bytes);
    if got != expected {
        panic!(
            "decode of [{}]\n  should give  {expected:?}\n  gave         \
             {got:?}\n{why}",
            hex(bytes)
        );
    }
}

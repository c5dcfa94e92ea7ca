//! 10.2: many packets, one body.

use kit::{expect_wire, readable};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::payload::{self, Packet};

fn text(text: &str) -> Packet {
    Packet::Text(text.to_string())
}

fn bytes(bytes: &[u8]) -> Packet {
    Packet::Binary(bytes.to_vec())
}

/// Packets, their body, and what somebody has not known who gets it wrong.
fn cases() -> Vec<(Vec<Packet>, &'static str, &'static str)> {
    vec![
        (
            vec![text("4hello")],
            "4hello",
            "one packet is its own body: 0x1e stands *between* two (hint 1)",
        ),
        (
            vec![text("4hello"), text("4€")],
            "4hello\x1e4€",
            "one byte 0x1e stands between two packets, and none behind the \
             last (hint 1)",
        ),
        (
            vec![text("4two\nlines"), text("2")],
            "4two\nlines\x1e2",
            "a line end is a letter like any other here (hint 1)",
        ),
        (
            vec![bytes(&[1, 2, 3, 4])],
            "bAQIDBA==",
            "bytes are base64 behind a `b`, filled up with `=`, and have no \
             digit. It would be taken for a part of them: `b4OHi` is three \
             bytes (hint 2)",
        ),
        (
            vec![bytes(&[0xe0, 0xe1, 0xe2]), text("4a"), bytes(&[])],
            "b4OHi\x1e4a\x1eb",
            "behind the `b` stands base64 and nothing else; of no bytes at \
             all it is empty (hint 2)",
        ),
        (
            vec![bytes(&[0xfb, 0xff, 0xbf])],
            "b+/+/",
            "base64 has two alphabets, which differ in two letters. This one \
             has `+` and `/`, and not those for addresses (hint 2)",
        ),
    ]
}

#[exercise::check(payload)]
#[test]
fn ex_10_2_packets_become_one_body() {
    for (packets, body, why) in cases() {
        let cause = format!("{packets:?} is to be written; {why}");
        let written = payload::write(&packets);
        expect_wire(written.as_bytes(), body.as_bytes(), &cause);
    }
}

#[exercise::check(payload)]
#[test]
fn ex_10_2_a_body_becomes_its_packets() {
    for (packets, body, why) in cases() {
        let read = payload::read(body);
        assert!(
            read.as_ref() == Some(&packets),
            "the body `{}` is read as {read:?}\nIt should be {packets:?}: {why}",
            readable(body.as_bytes())
        );
    }
    for body in ["b?", "4a\x1ebAQI"] {
        let read = payload::read(body);
        assert!(
            read.is_none(),
            "the body `{}` is read as {read:?}\nWhat stands behind the `b` is \
             not base64, and this is `None` for the whole body: who writes \
             one packet wrong may have meant something else with the others, \
             too (hint 3)",
            readable(body.as_bytes())
        );
    }
}

#[exercise::check(payload)]
#[test]
fn ex_10_2_whatever_is_written_can_be_read() {
    // The same luck on every machine.
    let mut luck = StdRng::seed_from_u64(10);
    for _ in 0..1000 {
        let mut packets = Vec::new();
        for _ in 0..luck.random_range(1..5) {
            let some: Vec<u8> =
                (0..luck.random_range(0..6)).map(|_| luck.random()).collect();
            packets.push(match luck.random() {
                true => Packet::Binary(some),
                // Every byte becomes a letter, but for the one in between.
                false => {
                    let letters = some.into_iter().map(char::from);
                    let letters = letters.filter(|letter| *letter != '\x1e');
                    text(&format!("4{}", letters.collect::<String>()))
                }
            });
        }
        let body = payload::write(&packets);
        let read = payload::read(&body);
        assert!(
            read.as_ref() == Some(&packets),
            "{packets:?}\nis written as `{}`\nand read as {read:?}\n\
             Nothing but 0x1e and a `b` in front has a meaning (hint 2)",
            readable(body.as_bytes())
        );
    }
}

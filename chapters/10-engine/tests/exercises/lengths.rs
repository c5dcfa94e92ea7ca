//! 10.3: a length that counts as JavaScript does.

use kit::expect_wire;

use crate::lengths;

/// Packets, and their body.
const CASES: &[(&[&str], &str)] = &[
    (&["4hello"], "6:4hello"),
    (&["4hello", "4€"], "6:4hello2:4€"),
    (&["4𝕊"], "3:4𝕊"),
    (&["4🧦🧦", "2", "4é"], "5:4🧦🧦1:22:4é"),
    (&["41:4"], "4:41:4"),
    (&[""], "0:"),
];

/// What is in it that is counted in a way of its own.
fn counted(body: &str) -> String {
    let letters = body.chars().filter(|letter| !letter.is_ascii());
    let mut found: Vec<String> = letters
        .map(|l| {
            let (bytes, units) = (l.len_utf8(), l.len_utf16());
            format!("`{l}` is {bytes} bytes, one letter, UTF-16 units: {units}")
        })
        .collect();
    found.dedup();
    found.join("; ")
}

#[exercise::check(lengths)]
#[test]
fn ex_10_3_lengths_are_written_as_javascript_counts() {
    for (packets, body) in CASES {
        let cause = format!(
            "{packets:?} is to be written. {}. The older revision asks \
             JavaScript's `.length` (hint 1)",
            counted(body)
        );
        let written = lengths::write(packets);
        expect_wire(written.as_bytes(), body.as_bytes(), &cause);
    }
}

#[exercise::check(lengths)]
#[test]
fn ex_10_3_lengths_are_read_as_javascript_counts() {
    for (packets, body) in CASES {
        let read = lengths::read(body);
        let packets: Vec<_> = packets.iter().map(|p| p.to_string()).collect();
        assert!(
            read.as_ref() == Some(&packets),
            "the body `{body}` is read as {read:?}\nIt should be {packets:?}. \
             {}. Go through the letters, and count what each is worth (hint 2)",
            counted(body)
        );
    }
}

#[exercise::check(lengths)]
#[test]
fn ex_10_3_what_its_lengths_do_not_fit_is_refused() {
    for (body, why) in [
        ("7:4hello", "there are six units, and seven were announced"),
        ("2:4𝕊", "`𝕊` is two units, and there is room for one"),
        ("1:4𝕊1:2", "behind the `4` there is no length"),
        ("4hello", "there is no length at all"),
        ("", "there is no packet, and a body has at least one"),
        ("x:4", "that is no number"),
    ] {
        let read = lengths::read(body);
        assert!(
            read.is_none(),
            "the body `{body}` is read as {read:?}\nIt should be `None`: \
             {why}. Two who disagree about where a packet ends hear two \
             different things (hint 3)"
        );
    }
}

//! 03.1: a line in pieces.

use kit::{deliveries, readable};

use super::{Reference, attempt};
use crate::lines::Lines;

#[exercise::check(lines)]
#[test]
fn ex_03_1_lines_come_out_whole_however_they_are_delivered() {
    let messages: [&[u8]; 6] = [
        b"ping\n",
        b"gr\xc3\xbcn\r\n",
        b"\n",
        b"pong\n",
        b"  hi \n",
        b"a\r\r\n",
    ];
    for delivery in deliveries(&messages) {
        let mut lines = Lines::default();
        let mut reference = Reference::new();
        let mut story = Story { name: delivery.name, reads: Vec::new() };
        for piece in &delivery.pieces {
            let take = || lines.take(piece);
            let got = attempt(take, || story.of_a_panic(piece));
            story.add(piece, &shown(&got));
            story.expect(&got, &reference.take(piece));
        }
    }
}

/// What was delivered so far, and what came out.
struct Story {
    name: &'static str,
    /// Each read, and what it gave.
    reads: Vec<[String; 2]>,
}

impl Story {
    fn add(&mut self, read: &[u8], outcome: &str) {
        let number = self.reads.len() + 1;
        let read = format!("read {number:<2}  \"{}\"", readable(read));
        self.reads.push([read, outcome.to_string()]);
    }

    fn recent(&self) -> String {
        let recent = &self.reads[self.reads.len().saturating_sub(6)..];
        let width = recent.iter().map(|[read, _]| read.len()).max();
        let width = width.unwrap_or_default();
        let rows: Vec<String> = recent
            .iter()
            .map(|[read, gave]| format!("  {read:width$}  gave {gave}"))
            .collect();
        format!("lines delivered {}:\n{}", self.name, rows.join("\n"))
    }

    fn of_a_panic(&mut self, read: &[u8]) -> String {
        self.add(read, "a panic");
        format!(
            "{}\nYour `take` panicked. A read may bring any bytes, and as few \
             as one: whatever is not a whole line yet has to wait (hint 3).",
            self.recent()
        )
    }

    /// Fails unless the last read gave the expected lines.
    #[track_caller]
    fn expect(&self, got: &[String], expected: &[String]) {
        if got == expected {
            return;
        }
        let (wanted, given) = (shown(expected), shown(got));
        let pairs = wanted.chars().zip(given.chars());
        let same = pairs.take_while(|(one, other)| one == other).count();
        panic!(
            "{}\nThe last of these reads\n  should give  {wanted}\n  \
             gave         {given}\n               {}^^\n{}",
            self.recent(),
            " ".repeat(same),
            question(got, expected),
        );
    }
}

/// What the reader should look at: it depends on the first difference.
fn question(got: &[String], expected: &[String]) -> &'static str {
    let filled = |lines: &[String]| -> Vec<String> {
        lines.iter().filter(|line| !line.is_empty()).cloned().collect()
    };
    if got.iter().any(|line| line.contains('\u{fffd}')) {
        return "The two bytes of `ü` may come in two reads. Of which bytes \
                can you say whether they are text, and when? (hint 3)";
    }
    if filled(got) == filled(expected) {
        return if got.len() < expected.len() {
            "An empty line is a line, too."
        } else {
            "Nothing ends behind the last `\\n`: what stands there, be it \
             nothing at all, is no line yet. It waits for the next read."
        };
    }
    let mut pairs = got.iter().zip(expected);
    match pairs.find(|(got, expected)| got != expected) {
        Some((got, expected)) if *got == format!("{expected}\r") => {
            "A `\\r` right before the `\\n` is not part of the line, \
             whichever read has brought it."
        }
        Some((got, expected))
            if got.trim_matches('\r') == expected.trim_matches('\r') =>
        {
            "The line end is one `\\n`, with at most one `\\r` before it. \
             Whatever stands before that is the line's own, another `\\r` \
             as well."
        }
        Some((got, expected)) if got.trim() == expected.trim() => {
            "Blanks belong to the line. Nothing but the line end is taken \
             off."
        }
        None if got.len() < expected.len() && expected.len() > 1 => {
            "How many lines may one read complete? (hint 2)"
        }
        None if got.len() < expected.len() => {
            "Its `\\n` has come, so this line is whole. What is it waiting \
             for?"
        }
        Some(_) if got.ends_with(expected) => {
            "What came out before has come out again. Does a line leave what \
             you keep? (hint 3)"
        }
        Some((got, expected)) if expected.starts_with(got) => {
            "The line is cut short. Which byte is the last one before the \
             line end?"
        }
        Some((got, expected)) if expected.ends_with(got) => {
            "The start of this line came in an earlier read. Is it kept until \
             the line is whole? (hint 2)"
        }
        _ => "Does a line end where a read ends? (hint 1)",
    }
}

fn shown(lines: &[String]) -> String {
    if lines.is_empty() {
        return "nothing".to_string();
    }
    let quoted: Vec<_> = lines.iter().map(|line| format!("{line:?}")).collect();
    quoted.join(" ")
}

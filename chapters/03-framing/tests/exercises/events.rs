//! 03.4: read by read.

use bytes::BytesMut;
use framing::{LengthDecoder, encode_length, encode_line};
use kit::{expect_prediction, readable};

use super::Reference;
use crate::events;

#[exercise::check(events)]
#[test]
fn ex_03_4_lines_come_out_when_their_line_feed_has_come() {
    let reads: [&[u8]; 4] = [b"pi", b"ng\npong", b"\r", b"\n\npi"];
    let guess = events::LINES_AFTER_EACH_READ;
    assert!(guess != "???", "not done yet: predict LINES_AFTER_EACH_READ");
    // Blanks and blank rows say nothing, so they cannot be wrong.
    let rows: Vec<String> = guess
        .lines()
        .map(|row| row.split_whitespace().collect())
        .filter(|row: &String| !row.is_empty())
        .collect();
    assert!(
        rows.len() == reads.len(),
        "your prediction LINES_AFTER_EACH_READ has {} row{}, and there are {} \
         reads: {}\nEach read has a row, and rows are separated by line \
         breaks (`\\n` in the string, or a new line in the file). Where \
         nothing comes out, the row is `-`.",
        rows.len(),
        if rows.len() == 1 { "" } else { "s" },
        reads.len(),
        rows.join("  then  ")
    );
    let mut reference = Reference::new();
    for (number, (read, row)) in (1..).zip(reads.into_iter().zip(&rows)) {
        let lines = reference.take(read);
        let fact: String =
            lines.iter().map(|line| format!("[{line}]")).collect();
        let fact = if fact.is_empty() { "-".to_string() } else { fact };
        assert!(
            *row == fact,
            "your prediction LINES_AFTER_EACH_READ does not hold: read \
             {number}, \"{}\", does not give what row {number} says: {row}\n\
             Only one byte ends a line, and it may end several in one read. \
             What has come, and is not ended yet, waits (hints 1 and 2).",
            readable(read)
        );
    }
}

#[exercise::check(events)]
#[test]
fn ex_03_4_a_message_takes_its_bytes_and_those_of_its_frame() {
    let (mut line, mut message) = (BytesMut::new(), BytesMut::new());
    encode_line("grün", &mut line).unwrap();
    encode_length("grün".as_bytes(), 64, &mut message).unwrap();
    assert!(LengthDecoder::new(64).decode(&mut message.clone()).is_ok());
    for (name, guess, fact) in [
        ("BYTES_AS_A_LINE", events::BYTES_AS_A_LINE, line.len()),
        ("BYTES_WITH_ITS_LENGTH", events::BYTES_WITH_ITS_LENGTH, message.len()),
    ] {
        expect_prediction(
            name,
            guess,
            &fact.to_string(),
            "How many bytes are the four characters in UTF-8, and how many \
             does the framing add? (hint 3)",
        );
    }
}

//! Lines.

use bytes::BytesMut;
use framing::{Error, LineDecoder, encode_line};
use kit::{deliveries, readable};

#[test]
fn the_same_lines_come_out_however_the_bytes_are_delivered() {
    let messages: [&[u8]; 5] =
        [b"ping\n", b"\n", b"gr\xc3\xbc\xc3\x9fe\r\n", b"a\rb\n", b"ping\n"];
    for delivery in deliveries(&messages) {
        let lines = decoded(64, &delivery.pieces);
        let expected = ["ping", "", "grüße", "a\rb", "ping"];
        assert_eq!(lines, expected.map(ok), "{}", delivery.name);
    }
}

#[test]
fn not_enough_bytes_yet_is_no_error() {
    let mut decoder = LineDecoder::new(64);
    let mut buffer = BytesMut::from(&b"pin"[..]);
    assert!(matches!(decoder.decode(&mut buffer), Ok(None)));
    assert_eq!(&buffer[..], b"pin");
}

#[test]
fn a_character_cut_between_two_reads_is_one_character() {
    let pieces = [b"gr\xc3".to_vec(), b"\xbcn\n".to_vec()];
    assert_eq!(decoded(64, &pieces), [ok("grün")]);
}

#[test]
fn a_carriage_return_belongs_to_the_line_unless_a_line_feed_follows() {
    let pieces = [b"a\r".to_vec(), b"b\r".to_vec(), b"\n\r\n\r\r\n".to_vec()];
    assert_eq!(decoded(64, &pieces), ["a\rb", "", "\r"].map(ok));
}

#[test]
fn a_line_of_exactly_the_limit_passes_with_either_line_end() {
    for messages in [[b"ping\n".as_slice()], [b"ping\r\n"]] {
        for delivery in deliveries(&messages) {
            let lines = decoded(4, &delivery.pieces);
            assert_eq!(lines, [ok("ping")], "{}", delivery.name);
        }
    }
}

#[test]
fn one_byte_over_the_limit_is_an_error_in_every_delivery() {
    for messages in [[b"pingg\n".as_slice()], [b"ping\r\r\n"]] {
        for delivery in deliveries(&messages) {
            let lines = decoded(4, &delivery.pieces);
            let error = Err("line over 4 bytes".to_string());
            assert_eq!(lines, [error], "{}", delivery.name);
        }
    }
}

#[test]
fn the_limit_does_not_wait_for_the_line_end() {
    // The attack: a line that never ends, to fill the server's memory.
    let mut decoder = LineDecoder::new(100);
    let mut buffer = BytesMut::new();
    let size = loop {
        buffer.extend_from_slice(b"a");
        match decoder.decode(&mut buffer) {
            Ok(line) => assert_eq!(line, None),
            Err(error) => {
                assert_eq!(error.to_string(), "line over 100 bytes");
                break buffer.len();
            }
        }
    };
    assert_eq!(size, 101);
}

#[test]
fn a_line_that_is_too_long_stays_an_error_whatever_follows() {
    let mut decoder = LineDecoder::new(4);
    let mut buffer = BytesMut::from(&b"pingping"[..]);
    assert!(decoder.decode(&mut buffer).is_err());
    buffer.extend_from_slice(b"\nping\n");
    let again = decoder.decode(&mut buffer);
    assert!(matches!(again, Err(Error::LineTooLong { max_size: 4 })));
}

#[test]
fn what_was_searched_once_is_not_searched_again() {
    // The attack: a long line in single bytes. Searching all of it for each
    // byte would cost its length squared. A line feed planted where the
    // decoder has already been shows that it never looks back.
    let mut decoder = LineDecoder::new(64);
    let mut buffer = BytesMut::from(&b"pingping"[..]);
    assert!(matches!(decoder.decode(&mut buffer), Ok(None)));
    buffer[4] = b'\n';
    buffer.extend_from_slice(b"ping");
    assert!(matches!(decoder.decode(&mut buffer), Ok(None)));
}

#[test]
fn after_a_line_the_search_begins_at_the_start_of_the_next() {
    let mut decoder = LineDecoder::new(64);
    let mut buffer = BytesMut::from(&b"a long line, in one piece\nping"[..]);
    decoder.decode(&mut buffer).unwrap().unwrap();
    assert!(matches!(decoder.decode(&mut buffer), Ok(None)));
    buffer.extend_from_slice(b"\n");
    let line = decoder.decode(&mut buffer).unwrap();
    assert_eq!(line.as_deref(), Some("ping"));
}

#[test]
fn a_line_that_is_not_utf_8_says_where_and_the_next_one_is_read() {
    let messages: [&[u8]; 3] = [b"ping\n", b"abc\xff\n", b"ping\n"];
    for delivery in deliveries(&messages) {
        let lines = decoded(64, &delivery.pieces);
        let error = Err("not UTF-8 after 3 bytes".to_string());
        assert_eq!(lines, [ok("ping"), error, ok("ping")]);
    }
}

#[test]
fn half_a_character_at_the_end_of_a_line_is_not_utf_8() {
    let lines = decoded(64, &[b"gr\xc3\n".to_vec()]);
    assert_eq!(lines, [Err("not UTF-8 after 2 bytes".to_string())]);
}

#[test]
fn what_is_encoded_is_decoded_to_the_same_line() {
    let mut buffer = BytesMut::new();
    for line in ["ping", "", "grüße", "a\rb"] {
        encode_line(line, &mut buffer).unwrap();
    }
    let lines = decoded(64, &[buffer.to_vec()]);
    assert_eq!(lines, ["ping", "", "grüße", "a\rb"].map(ok));
}

#[test]
fn a_text_with_a_line_end_inside_is_not_sent_as_two_messages() {
    let mut buffer = BytesMut::new();
    let error = encode_line("hello\nquit", &mut buffer).unwrap_err();
    assert_eq!(error.to_string(), "line end inside a line, at byte 5");
    assert_eq!(readable(&buffer), "");
}

/// Everything that comes out until an error that does not go away, with the
/// errors as text.
fn decoded(max_size: usize, pieces: &[Vec<u8>]) -> Vec<Result<String, String>> {
    let mut decoder = LineDecoder::new(max_size);
    let mut buffer = BytesMut::new();
    let mut lines = Vec::new();
    for piece in pieces {
        buffer.extend_from_slice(piece);
        loop {
            match decoder.decode(&mut buffer) {
                Ok(None) => break,
                Ok(Some(line)) => lines.push(Ok(line)),
                Err(error) => {
                    lines.push(Err(error.to_string()));
                    if let Error::LineTooLong { .. } = error {
                        return lines;
                    }
                }
            }
        }
    }
    lines
}

fn ok(line: &str) -> Result<String, String> {
    Ok(line.to_string())
}

//! Many packets in one body, in revision 3: each with its length.

use engine::{Error, Packet, payload_three};

use crate::{batch, binary, text};

/// `€`, and the bytes 1 to 4, as the official parser of revision 3 writes
/// them. Its document lacks the second type, and the length 5.
const MIXED: &[u8] = b"\x00\x04\xff\x34\xe2\x82\xac\
                       \x01\x05\xff\x04\x01\x02\x03\x04";

fn read(body: &str) -> Vec<Result<Packet, Error>> {
    payload_three::read(body).collect()
}

fn read_binary(body: &[u8]) -> Vec<Result<Packet, Error>> {
    payload_three::read_binary(body).collect()
}

fn write(packets: &[Packet], only_text: bool) -> (Vec<u8>, bool) {
    payload_three::write(batch(packets), only_text)
}

#[test]
fn a_length_counts_what_javascript_counts() {
    for (packets, body) in [
        (&[text("hello"), text("€")][..], "6:4hello2:4€"),
        (&[text("𝕊")], "3:4𝕊"),
        // A family: three people of two units each, joined by two of one.
        (&[text("👨‍👩‍👧")], "9:4👨‍👩‍👧"),
        (&[text("e\u{301}")], "3:4e\u{301}"),
        (&[text("")], "1:4"),
        (&[Packet::Noop], "1:6"),
        (&[Packet::Pong("probe".to_string())], "6:3probe"),
    ] {
        let written = (body.as_bytes().to_vec(), false);
        assert_eq!(write(packets, false), written);
        let packets: Vec<_> = packets.iter().cloned().map(Ok).collect();
        assert_eq!(read(body), packets);
    }
}

#[test]
fn hello_and_the_euro_are_these_bytes() {
    let (body, _) = write(&[text("hello"), text("€")], false);
    assert_eq!(body, b"\x36:\x34hello\x32:\x34\xe2\x82\xac");
}

#[test]
fn the_separator_of_revision_4_and_colons_are_letters_like_others() {
    let packets = [text("a\u{1e}b"), text("1:4")];
    let (body, _) = write(&packets, false);
    assert_eq!(body, b"4:4a\x1eb4:41:4");
    assert_eq!(read("4:4a\u{1e}b4:41:4"), packets.map(Ok));
}

#[test]
fn with_bytes_in_it_the_whole_body_is_binary_and_lengths_count_bytes() {
    let packets = [text("€"), binary(&[1, 2, 3, 4])];
    assert_eq!(write(&packets, false), (MIXED.to_vec(), true));
    assert_eq!(read_binary(MIXED), packets.map(Ok));
}

#[test]
fn a_length_of_many_digits_has_a_byte_for_each() {
    let packets = [binary(&[7; 122])];
    let (body, is_binary) = write(&packets, false);
    assert!(is_binary);
    assert_eq!(body[..6], [1, 1, 2, 3, 255, 4]);
    assert_eq!(read_binary(&body), packets.map(Ok));
}

#[test]
fn for_a_client_that_takes_only_text_bytes_are_base64_with_their_type() {
    let packets = [binary(&[1, 2, 3, 4]), text("€")];
    let body = "10:b4AQIDBA==2:4€";
    assert_eq!(write(&packets, true), (body.as_bytes().to_vec(), false));
    assert_eq!(read(body), packets.map(Ok));
}

#[test]
fn a_length_that_is_no_number_is_refused() {
    for body in [
        "",
        ":",
        "4hello",
        "x:4",
        "-1:4",
        "+1:4",
        " 1:4",
        "1 :4",
        "1.0:4",
        "0x1:4",
        "١:4",
        "NaN:4",
        "1e1:4",
        "6;4hello",
        "hello",
        // More than any number that we have.
        "99999999999999999999999999:4",
    ] {
        assert_eq!(read(body), [Err(Error::BadLength)], "{body}");
    }
}

#[test]
fn less_than_was_announced_is_refused_and_so_is_half_a_letter() {
    for (body, announced, there) in [
        ("7:4hello", 7, 6),
        ("18446744073709551615:4hello", usize::MAX, 6),
        ("1:", 1, 0),
        // `𝕊` is two units, and a length that ends between them is wrong.
        ("2:4𝕊", 2, 3),
        // A length in bytes, as in no revision.
        ("5:4𝕊", 5, 3),
    ] {
        let refused = Err(Error::Truncated { announced, there });
        assert_eq!(read(body), [refused], "{body}");
    }
}

#[test]
fn more_than_was_announced_is_the_next_packet() {
    assert_eq!(read("5:4hello"), [Ok(text("hell")), Err(Error::BadLength)]);
    assert_eq!(read("1:41:4"), [Ok(text("")), Ok(text(""))]);
}

#[test]
fn nothing_is_read_behind_an_error_of_length() {
    assert_eq!(read("2:4ax:4b1:4"), [Ok(text("a")), Err(Error::BadLength)]);
    let heard = read_binary(b"\x00\x02\xff4a\x02\x02\xff4b\x00\x01\xff4");
    assert_eq!(heard, [Ok(text("a")), Err(Error::BadLength)]);
}

#[test]
fn a_packet_of_no_length_has_no_type() {
    assert_eq!(read("0:"), [Err(Error::Empty)]);
    assert_eq!(read("00000:"), [Err(Error::Empty)]);
    assert_eq!(read_binary(b"\x00\x00\xff"), [Err(Error::Empty)]);
    assert_eq!(read_binary(b"\x01\x00\xff"), [Err(Error::Empty)]);
}

#[test]
fn a_binary_length_that_is_no_number_is_refused() {
    for body in [
        &b""[..],
        b"\x00",
        b"\x00\x01",
        b"\x00\xff4",     // no digit
        b"\x00\x0a\xff4", // a digit of ten
        b"\x001\xff4",    // the letter `1`
        b"\x02\x01\xff4", // neither text nor bytes
        b"0\x01\xff4",    // the letter `0`
        b"\xff\x01\xff4",
        b"\x00\xfe\xff4",
        &[[0].as_slice(), &[9; 40], &[255]].concat(), // more than any number
        // The first one that is too large for 64 bits, by its last digit.
        b"\x00\x01\x08\x04\x04\x06\x07\x04\x04\x00\x07\x03\x07\x00\x09\
          \x05\x05\x01\x06\x01\x06\xff4",
        &[0; 1_000_000],
        &[255; 1_000_000],
    ] {
        assert_eq!(read_binary(body), [Err(Error::BadLength)]);
    }
}

#[test]
fn a_binary_body_that_was_cut_anywhere_tells_so() {
    let packets = [Ok(text("€")), Ok(binary(&[1, 2, 3, 4]))];
    for cut in 1..MIXED.len() {
        let heard = read_binary(&MIXED[..cut]);
        match cut {
            7 => assert_eq!(heard, packets[..1]),
            1..7 => assert!(matches!(heard[..], [Err(_)]), "{cut}"),
            _ => {
                assert_eq!(heard[0], packets[0]);
                assert!(matches!(heard[1..], [Err(_)]), "{cut}");
            }
        }
    }
    let announced = Error::Truncated { announced: 5, there: 4 };
    assert_eq!(read_binary(&MIXED[..14])[1], Err(announced));
}

#[test]
fn a_text_that_was_cut_anywhere_tells_so() {
    let body = "6:4hello2:4€";
    for (cut, _) in body.char_indices().skip(1) {
        let heard = read(&body[..cut]);
        match cut {
            8 => assert_eq!(heard, [Ok(text("hello"))]),
            0..8 => assert!(matches!(heard[..], [Err(_)]), "{cut}"),
            _ => assert!(matches!(heard[..], [Ok(_), Err(_)]), "{cut}"),
        }
    }
}

#[test]
fn two_bodies_in_one_are_the_packets_of_both() {
    let merged = [MIXED, MIXED].concat();
    let packets = [text("€"), binary(&[1, 2, 3, 4])].map(Ok);
    assert_eq!(read_binary(&merged), [packets.clone(), packets].concat());
}

#[test]
fn text_in_a_binary_body_has_to_be_utf_8_and_bytes_their_type() {
    assert_eq!(read_binary(b"\x00\x02\xff4\xff"), [Err(Error::NotUtf8)]);
    // A length that ends in the middle of `€`.
    let cut = read_binary(b"\x00\x03\xff4\xe2\x82\xac");
    assert_eq!(cut, [Err(Error::NotUtf8), Err(Error::BadLength)]);
    let refused = Err(Error::UnknownType { byte: 0x34 });
    assert_eq!(read_binary(b"\x01\x02\xff4a"), [refused]);
    // Bytes as text, with the number where the digit belongs.
    let refused = Err(Error::UnknownType { byte: 4 });
    assert_eq!(read_binary(b"\x00\x02\xff\x04a"), [refused]);
}

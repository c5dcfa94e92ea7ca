//! Many packets in one body, in revision 4.

use engine::{Error, Packet, payload};

use crate::{batch, binary, text};

fn read(body: &str) -> Vec<Result<Packet, Error>> {
    payload::read(body).collect()
}

#[test]
fn between_two_packets_stands_the_byte_0x1e() {
    let packets = [text("hello"), text("€")];
    let body = payload::write(batch(&packets));
    assert_eq!(body, b"4hello\x1e4\xe2\x82\xac");
    assert_eq!(read("4hello\x1e4€"), packets.map(Ok));
}

#[test]
fn one_packet_has_no_separator_and_a_letter_of_four_bytes_no_length() {
    assert_eq!(payload::write(batch(&[text("𝕊")])), "4𝕊".as_bytes());
    assert_eq!(read("4𝕊"), [Ok(text("𝕊"))]);
}

#[test]
fn bytes_are_base64_behind_a_b_and_nothing_else() {
    let packets = [text("a"), binary(&[1, 2, 3, 4]), binary(b"")];
    let body = payload::write(batch(&packets));
    assert_eq!(body, b"4a\x1ebAQIDBA==\x1eb");
    assert_eq!(read("4a\x1ebAQIDBA==\x1eb"), packets.map(Ok));
    assert_eq!(read("b4OHi"), [Ok(binary(&[0xe0, 0xe1, 0xe2]))]);
}

#[test]
fn a_body_of_all_kinds_comes_back_as_it_was() {
    let packets = [
        Packet::Open("{}".to_string()),
        Packet::Close,
        Packet::Ping("probe".to_string()),
        Packet::Pong(String::new()),
        text(""),
        Packet::Upgrade,
        Packet::Noop,
    ];
    let body = payload::write(batch(&packets));
    assert_eq!(body, b"0{}\x1e1\x1e2probe\x1e3\x1e4\x1e5\x1e6");
    assert_eq!(read(std::str::from_utf8(&body).unwrap()), packets.map(Ok));
}

#[test]
fn a_body_without_a_packet_and_a_separator_without_neighbours_are_refused() {
    assert_eq!(read(""), [Err(Error::Empty)]);
    assert_eq!(read("\x1e"), [Err(Error::Empty), Err(Error::Empty)]);
    assert_eq!(read("4a\x1e"), [Ok(text("a")), Err(Error::Empty)]);
    assert_eq!(read("\x1e4a")[0], Err(Error::Empty));
}

#[test]
fn what_came_before_a_wrong_packet_was_heard() {
    let heard = read("4a\x1e9\x1e4b");
    let refused = Err(Error::UnknownType { byte: b'9' });
    assert_eq!(heard, [Ok(text("a")), refused, Ok(text("b"))]);
}

/// This is why Socket.IO's JSON writes it as `\u001e`.
#[test]
fn a_separator_in_a_message_would_cut_it_in_two() {
    let body = payload::write(batch(&[text("a\x1e4b")]));
    let body = std::str::from_utf8(&body).unwrap();
    assert_eq!(read(body), [Ok(text("a")), Ok(text("b"))]);
}

#[test]
fn a_body_that_was_cut_anywhere_is_a_shorter_text_or_refused() {
    let body = "4hello\x1ebAQIDBA==\x1e4a";
    for cut in 0..body.len() {
        let heard = read(&body[..cut]);
        let wrong = heard.iter().filter(|packet| packet.is_err()).count();
        let is_base64 = (cut - body[..cut].len().min(8)).is_multiple_of(4);
        match cut {
            0 | 7 | 17 => assert_eq!(wrong, 1, "{cut}"), // nothing behind it
            8..=15 => assert_eq!(wrong == 0, is_base64, "{cut}"),
            _ => assert_eq!(wrong, 0, "{cut}"),
        }
    }
}

#[test]
fn a_body_of_nothing_but_separators_is_read_one_by_one() {
    let body = "\x1e".repeat(1_000_000);
    assert_eq!(payload::read(&body).count(), 1_000_001);
    // Whoever stops at the first error has read no further.
    let mut packets = payload::read(&body);
    assert_eq!(packets.next(), Some(Err(Error::Empty)));
}

//! Messages out of fragments, and what comes between them.

use bytes::Bytes;
use frame::{Close, Error, Event, Limits, Message, Role};
use kit::{Delivery, deliveries};

use crate::{events, heard, masked};

fn text(text: &str) -> Event {
    Event::Message(Message::Text(text.to_string()))
}

fn delivered(frames: &[Vec<u8>]) -> Vec<Delivery> {
    deliveries(&frames.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

#[test]
fn a_conversation_is_the_same_however_it_is_delivered() {
    let long = "x".repeat(70_000);
    let frames = [
        masked(0x81, b"Hello"),
        masked(0x81, b""),
        masked(0x82, &[0, 0xff]),
        masked(0x01, b"Hel"),
        masked(0x89, b"are you there?"),
        masked(0x00, b""),
        masked(0x8a, b""),
        masked(0x80, b"lo"),
        masked(0x81, &[b'y'; 126]),
        masked(0x81, long.as_bytes()),
        masked(0x88, b"\x03\xe8bye"),
    ];
    let expected = [
        text("Hello"),
        text(""),
        Event::Message(Message::Binary(Bytes::from_static(&[0, 0xff]))),
        Event::Ping(Bytes::from("are you there?")),
        Event::Pong(Bytes::new()),
        text("Hello"),
        text(&"y".repeat(126)),
        text(&long),
        Event::Close(Some(Close::new(1000, "bye"))),
    ];
    for delivery in delivered(&frames) {
        let (events, error) = heard(&delivery);
        assert!(error.is_none(), "{}: {error:?}", delivery.name);
        assert_eq!(events, expected, "{}", delivery.name);
    }
}

#[test]
fn a_character_may_be_cut_by_a_fragment_but_not_by_a_message() {
    // κόσμε, a euro, and a character of four bytes.
    let said = "κόσμε €\u{10348}!";
    let bytes = said.as_bytes();
    for cut in 0..=bytes.len() {
        let (start, end) = bytes.split_at(cut);
        let frames = [masked(0x01, start), masked(0x80, end)];
        for delivery in delivered(&frames) {
            let (events, error) = heard(&delivery);
            assert!(error.is_none(), "cut at {cut}: {error:?}");
            assert_eq!(events, [text(said)], "cut at {cut}");
        }
        let is_whole = said.is_char_boundary(cut);
        let alone = [masked(0x81, start)];
        let (events, error) = heard(&delivered(&alone)[0]);
        assert_eq!(events.len(), usize::from(is_whole), "cut at {cut}");
        assert_eq!(error.is_none(), is_whole, "cut at {cut}");
    }
    let bytes: Vec<Vec<u8>> =
        (0..bytes.len()).map(|at| vec![bytes[at]]).collect();
    let mut frames: Vec<_> = bytes.iter().map(|b| masked(0x00, b)).collect();
    frames[0][0] = 0x01;
    frames.push(masked(0x80, b""));
    let (events, _) = heard(&delivered(&frames)[0]);
    assert_eq!(events, [text(said)]);
}

#[test]
fn a_text_fails_with_the_first_fragment_that_is_wrong() {
    for (what, fragments) in [
        ("a byte that is never UTF-8", &[&b"a\xff"[..]][..]),
        ("a second byte that is none", &[b"\xc3", b"("]),
        ("a surrogate", &[b"\xed", b"\xa0"]),
        ("an overlong slash", &[b"\xc0"]),
        ("beyond the last character", &[b"\xf4", b"\x90"]),
        ("late", &[b"all is well ", "€".as_bytes(), b"\xe2\x82", b"\x41"]),
    ] {
        // Not one of these frames is the last of its message.
        let mut frames: Vec<_> =
            fragments.iter().map(|bytes| masked(0x00, bytes)).collect();
        frames[0][0] = 0x01;
        for delivery in delivered(&frames) {
            let (_, error) = heard(&delivery);
            let is_it = matches!(error, Some(Error::NotUtf8));
            assert!(is_it, "{what}, {}: {error:?}", delivery.name);
        }
        let before = &frames[..frames.len() - 1];
        for delivery in delivered(before) {
            assert!(heard(&delivery).1.is_none(), "{what}: too early");
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_fine_as_binary() {
    let frames = [masked(0x02, b"\xff"), masked(0x80, b"\xc3")];
    for delivery in delivered(&frames) {
        let expected = Message::Binary(Bytes::from_static(b"\xff\xc3"));
        assert_eq!(heard(&delivery).0, [Event::Message(expected)]);
    }
}

#[test]
fn each_limit_holds_to_the_byte_and_to_the_fragment() {
    let limits = Limits { frame: 8, message: 10, fragments: 3 };
    let mut fragments =
        vec![masked(0x02, &[0; 4]), masked(0x00, &[0; 4]), masked(0x80, b"ab")];
    let fits = events(Role::Server, limits, &fragments);
    assert!(fits.1.is_none(), "{fits:?}");
    fragments[2] = masked(0x80, b"abc");
    let (_, error) = events(Role::Server, limits, &fragments);
    let error = error.unwrap();
    assert!(matches!(error, Error::MessageTooLong { max_size: 10 }), "{error}");
    fragments[2] = masked(0x00, b"");
    fragments.push(masked(0x80, b""));
    let (_, error) = events(Role::Server, limits, &fragments);
    let error = error.unwrap();
    assert!(
        matches!(error, Error::TooManyFragments { max_count: 3 }),
        "{error}"
    );
    let (_, error) = events(Role::Server, limits, &[masked(0x82, &[0; 9])]);
    let error = error.unwrap();
    assert!(
        matches!(error, Error::FrameTooLong { size: 9, max_size: 8 }),
        "{error}"
    );
    // A message is limited even where a single frame may be longer.
    let wide = Limits { frame: 20, ..limits };
    let (_, error) = events(Role::Server, wide, &[masked(0x82, &[0; 11])]);
    let error = error.unwrap();
    assert!(matches!(error, Error::MessageTooLong { max_size: 10 }), "{error}");
}

#[test]
fn the_next_message_begins_with_nothing_of_the_last() {
    let limits = Limits { frame: 4, message: 4, fragments: 2 };
    let pair = [masked(0x01, b"ab"), masked(0x80, b"cd")];
    let many: Vec<_> = pair.iter().cycle().take(20).cloned().collect();
    let (events, error) = events(Role::Server, limits, &many);
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events, vec![text("abcd"); 10]);
}

#[test]
fn close_codes_that_may_travel_are_taken_and_others_refused() {
    for code in 0..=u16::MAX {
        let payload = code.to_be_bytes();
        let may = matches!(code,
            1000..=1003 | 1007..=1014 | 3000..=4999);
        let read = Close::decode(&payload);
        assert_eq!(read.is_ok(), may, "{code}");
        if let Err(error) = read {
            assert!(
                matches!(error, Error::BadCloseCode { code: c } if c == code)
            );
        }
    }
    assert_eq!(Close::decode(b"").unwrap(), None);
    let half = Close::decode(b"\x03").unwrap_err();
    assert!(matches!(half, Error::HalfCloseCode), "{half}");
    let bad = Close::decode(b"\x03\xe8\xff").unwrap_err();
    assert!(matches!(bad, Error::NotUtf8), "{bad}");
}

#[test]
fn a_reason_is_cut_at_the_border_of_a_character() {
    // 123 bytes fit. The euro takes three.
    for (reason, fits) in [
        ("x".repeat(123), 123),
        ("x".repeat(124), 123),
        ("x".repeat(122) + "€", 122),
        ("x".repeat(120) + "€", 123),
        ("€".repeat(42), 123),
        ("\u{10348}".repeat(40), 120),
        (String::new(), 0),
    ] {
        let close = Close::new(1000, &reason);
        assert_eq!(close.reason, reason[..fits]);
        let payload = close.encode();
        assert!(payload.len() <= 125);
        assert_eq!(Close::decode(&payload).unwrap(), Some(close));
    }
}

#[test]
fn a_character_may_begin_in_one_fragment_and_end_in_the_third() {
    // What was found whole before must be counted from the start.
    let pieces = [
        masked(0x01, "éé".as_bytes()),
        masked(0x00, b"b\xe2"),
        masked(0x00, b"\x82"),
        masked(0x00, b"\xac"),
        masked(0x80, b"!"),
    ];
    let (events, error) = events(Role::Server, Limits::default(), &pieces);
    assert!(error.is_none(), "{error:?}");
    let whole = Message::Text("ééb€!".to_string());
    assert_eq!(events, [Event::Message(whole)]);
}

#[test]
fn a_small_limit_on_messages_lets_control_frames_through() {
    let limits = Limits { frame: 1, message: 1, ..Limits::default() };
    let longest = [b'x'; 125];
    let pieces = [
        masked(0x89, &longest),
        masked(0x8a, &longest),
        masked(0x88, &Close::new(Close::NORMAL, "bye").encode()),
    ];
    let (events, error) = events(Role::Server, limits, &pieces);
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events.len(), 3);
}

#[test]
fn of_a_text_in_fragments_only_what_is_new_is_looked_at() {
    let mut decoder = frame::Decoder::new(Role::Server, Limits::default());
    let (mut buffer, mut size) = (bytes::BytesMut::new(), 0);
    // A euro has three bytes, and is cut once behind each of them.
    let fragments = ["Hello".as_bytes(), b"\xe2", b"\x82", b"\xac", b"!"];
    let missing = [0, 1, 2, 0, 0];
    for (number, fragment) in fragments.into_iter().enumerate() {
        let first = if number == 0 { 0x01 } else { 0x00 };
        buffer.extend_from_slice(&masked(first, fragment));
        assert_eq!(decoder.decode(&mut buffer).unwrap(), None);
        size += fragment.len();
        assert_eq!(known(&decoder), size - missing[number], "{fragment:?}");
    }
}

/// How many bytes are known to be a text.
fn known(decoder: &frame::Decoder) -> usize {
    let state = format!("{decoder:?}");
    let (_, valid) = state.split_once("valid: ").unwrap();
    let digits = valid.split(|c: char| !c.is_ascii_digit()).next();
    digits.unwrap().parse().unwrap()
}

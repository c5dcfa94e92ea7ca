//! What the decoder refuses since two readers could read it in two ways, and
//! what it must take all the same.

use bytes::BytesMut;
use request::{Decoder, Error, Limits, Message, Packets};

const CHUNKED: &str = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";

#[test]
fn a_line_of_a_head_with_a_doubtful_character_is_refused() {
    for line in [
        "a: b\rc",
        "a: b\0",
        "a: b\x7f",
        ": no name",
        "a(b): c",
        "no colon",
        "a: \u{85}",
    ] {
        let head = format!("GET / HTTP/1.1\r\n{line}\r\n\r\n");
        let error = first(head.as_bytes()).unwrap_err();
        assert!(matches!(error, Error::BadField { number: 1 }), "{line:?}");
    }
    let error = first(b"GET / HTTP/1.1\r\na: \xff\r\n\r\n").unwrap_err();
    assert!(matches!(error, Error::BadField { number: 1 }), "{error}");
}

#[test]
fn a_first_line_of_another_shape_is_refused() {
    for line in [
        "GET  HTTP/1.1",
        "GET / x HTTP/1.1",
        "GET /\t HTTP/1.1",
        "GET /\x0b HTTP/1.1",
        "G(T / HTTP/1.1",
        " GET / HTTP/1.1",
        "GET / HTTP/1.x",
        "GET / HTTPS/1.1",
        "HTTP/1.1 20 OK",
        "HTTP/1.1 2000 OK",
        "HTTP/1.1 +20 OK",
        "HTTP/1.1 2x0 OK",
        "\u{fc}",
    ] {
        let error = first(format!("{line}\r\n\r\n").as_bytes()).unwrap_err();
        assert!(matches!(error, Error::BadStart), "{line:?}: {error}");
    }
    for line in ["GET / HTTP/1.0", "GET / HTTP/1.2", "GET / HTTP/2.0"] {
        let error = first(format!("{line}\r\n\r\n").as_bytes()).unwrap_err();
        assert!(matches!(error, Error::OtherVersion), "{line:?}: {error}");
    }
    let error = first(b"\xff / HTTP/1.1\r\n\r\n").unwrap_err();
    assert!(matches!(error, Error::BadStart), "{error}");
}

#[test]
fn a_body_whose_chunks_are_not_quite_chunks_is_refused() {
    let long = "x".repeat(300);
    let trailer = format!("0\r\n{}", "a: 1234567\r\n".repeat(1000));
    for body in [
        "4\nping\r\n0\r\n\r\n",
        "4;a\nping\r\n0\r\n\r\n",
        "4;a\rb\r\nping\r\n0\r\n\r\n",
        "4\x0b\r\nping\r\n0\r\n\r\n",
        "4\r\nping\n0\r\n\r\n",
        "2\r\npi2\r\nng\r\n0\r\n\r\n",
        "\r\nping\r\n0\r\n\r\n",
        "10000000000000000\r\n",
        "0\r\n\n",
        "0\r\nGET /secret HTTP/1.1\r\n\r\n",
        &format!("4;{long}\r\nping\r\n0\r\n\r\n"),
        &trailer,
    ] {
        let error = first(format!("{CHUNKED}{body}").as_bytes()).unwrap_err();
        assert!(matches!(error, Error::BadChunk), "{body:?}: {error}");
    }
}

#[test]
fn what_is_odd_and_clear_is_taken() {
    let head = b"GET / HTTP/1.1\r\na:\t b\tc \t\r\n\r\n";
    let head = first(head).unwrap().unwrap().head;
    assert_eq!(head.values("a").collect::<Vec<_>>(), ["b\tc"]);
    for body in
        ["4 \t;a=\"b\"\r\nping\r\n0\r\n\r\n", "0004\r\nping\r\n00\r\n\r\n"]
    {
        let message = first(format!("{CHUNKED}{body}").as_bytes()).unwrap();
        assert_eq!(message.unwrap().body, "ping", "{body:?}");
    }
    let exactly = format!("{CHUNKED}4\r\nping\r\n4\r\npong\r\n0\r\n\r\n");
    let limits = Limits { body: 8, ..Limits::default() };
    let mut buffer = BytesMut::from(exactly.as_str());
    let message = Decoder::new(limits).decode(&mut buffer).unwrap();
    assert_eq!(message.unwrap().body, "pingpong");
}

#[test]
fn an_answer_whose_status_has_no_body_has_none_whatever_its_fields_say() {
    for status in ["100 Continue", "204 No Content", "304 Not Modified"] {
        for field in
            ["", "Content-Length: 4\r\n", "Transfer-Encoding: chunked\r\n"]
        {
            let head = format!("HTTP/1.1 {status}\r\n{field}\r\n");
            let answer = first(head.as_bytes()).unwrap();
            assert_eq!(answer.expect(&head).body, "");
        }
    }
    let error = first(b"HTTP/1.1 200 OK\r\n\r\n").unwrap_err();
    assert!(matches!(error, Error::NoLength), "{error}");
    assert_eq!(error.status(), Some(411));
}

#[test]
fn short_lines_and_one_that_does_not_end_add_up_to_a_long_head() {
    let limits = Limits { head: 64, ..Limits::default() };
    let mut decoder = Decoder::new(limits);
    let field = "a: 3456789\r\n";
    let mut buffer = BytesMut::from("GET / HTTP/1.1\r\n");
    buffer.extend_from_slice(field.repeat(4).as_bytes());
    assert_eq!(decoder.decode(&mut buffer).unwrap(), None);
    buffer.extend_from_slice(b"a");
    let error = decoder.decode(&mut buffer).unwrap_err();
    assert!(matches!(error, Error::HeadTooLong { .. }), "{error}");
}

#[test]
fn each_head_has_the_whole_limit_to_itself() {
    let head = format!("GET / HTTP/1.1\r\na: {}\r\n\r\n", "x".repeat(5000));
    let mut decoder = Decoder::new(Limits::default());
    let mut buffer = BytesMut::from(head.repeat(3).as_str());
    for _ in 0..3 {
        assert!(decoder.decode(&mut buffer).unwrap().is_some());
    }
}

#[test]
fn a_peer_may_finish_between_two_messages_and_nowhere_else() {
    let message = format!("{CHUNKED}4\r\nping\r\n0\r\n\r\n");
    for end in 0..=message.len() {
        let mut decoder = Decoder::new(Limits::default());
        let mut buffer = BytesMut::from(&message.as_bytes()[..end]);
        let _ = decoder.decode(&mut buffer).unwrap();
        let between = end == 0 || end == message.len();
        assert_eq!(decoder.is_idle(&buffer), between, "{end} bytes");
    }
}

#[test]
fn a_packet_carries_1448_bytes_and_not_one_more() {
    assert_eq!(Packets::kept(1448, 1448).count, 1 + 1 + 1);
    assert_eq!(Packets::kept(1449, 2 * 1448).count, 2 + 2 + 1);
    assert_eq!(Packets::fresh(1448, 1449).count, 3 + 1 + 1 + 2 + 1 + 3);
}

fn first(bytes: &[u8]) -> Result<Option<Message>, Error> {
    Decoder::new(Limits::default()).decode(&mut BytesMut::from(bytes))
}

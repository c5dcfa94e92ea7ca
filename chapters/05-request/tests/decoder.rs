//! The decoder: whole, byte by byte, merged and cut; and what it refuses.

use bytes::BytesMut;
use kit::{deliveries, readable, spawn, within};
use request::{
    BROWSER, Config, Decoder, Error, Limits, Message, Start, Way, answer,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wiretap::pair;

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npong";
const CHUNKED: &[u8] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n\
    2\r\npo\r\n2;why=not\r\nng\r\n0\r\nTrailer: x\r\n\r\n";
const ECHO: &[u8] = b"POST /echo HTTP/1.1\r\nhost:a\r\ncontent-length:  6 \r\n\
    \r\n\r\n\r\nab";
const EMPTY: &[u8] = b"HTTP/1.1 204 No Content\r\n\r\n";

#[test]
fn messages_are_the_same_however_they_are_delivered() {
    for delivery in deliveries(&[ANSWER, CHUNKED, ECHO, EMPTY, ANSWER]) {
        let mut decoder = Decoder::new(Limits::default());
        let (mut buffer, mut messages) = (BytesMut::new(), Vec::new());
        for piece in &delivery.pieces {
            buffer.extend_from_slice(piece);
            while let Some(message) = decoder.decode(&mut buffer).unwrap() {
                messages.push(message);
            }
        }
        let bodies: Vec<&[u8]> = messages.iter().map(|m| &m.body[..]).collect();
        let expected: [&[u8]; 5] =
            [b"pong", b"pong", b"\r\n\r\nab", b"", b"pong"];
        assert_eq!(bodies, expected, "{}", delivery.name);
        assert_eq!(messages[2].head.values("host").next(), Some("a"));
        assert_eq!(messages[3].head.start, Start::Status { code: 204 });
        assert!(decoder.is_idle(&buffer), "{}", delivery.name);
    }
}

#[test]
fn an_empty_line_in_front_of_a_request_is_overlooked() {
    let messages = all(b"\r\n\r\nGET /ping HTTP/1.1\r\nHost: a\r\n\r\n");
    let (method, target) = ("GET".to_string(), "/ping".to_string());
    let head = &messages.unwrap()[0].head;
    assert_eq!(head.start, Start::Request { method, target });
}

#[test]
fn the_browser_s_fields_come_out_as_they_went_in() {
    let request = Way { kept: false, browser: true }.request();
    let fields = &all(&request).unwrap()[0].head.fields;
    let expected = BROWSER
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_string()));
    assert_eq!(fields[..], expected);
}

#[test]
fn nothing_is_kept_for_a_size_that_was_only_announced() {
    let head = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n";
    let mut decoder = Decoder::new(Limits::default());
    let mut buffer = BytesMut::from(&head[..]);
    assert_eq!(decoder.decode(&mut buffer).unwrap(), None);
    assert!(buffer.capacity() < 1024, "{} bytes", buffer.capacity());
}

#[test]
fn each_limit_holds_to_the_byte() {
    let limits = Limits { head: 64, fields: 2, body: 4 };
    let try_it = |request: &str| {
        let mut buffer = BytesMut::from(request);
        Decoder::new(limits).decode(&mut buffer).map(|m| m.is_some())
    };
    let padded =
        |size| format!("GET / HTTP/1.1\r\na: {}\r\n\r\n", "x".repeat(size));
    let fits = 64 - padded(0).len();
    assert!(try_it(&padded(fits)).unwrap());
    let long = try_it(&padded(fits + 1)).unwrap_err();
    assert!(matches!(long, Error::HeadTooLong { max_size: 64 }), "{long}");
    assert!(try_it("GET / HTTP/1.1\r\na: b\r\na: b\r\n\r\n").unwrap());
    let many =
        try_it("GET / HTTP/1.1\r\na: b\r\na: b\r\na: b\r\n").unwrap_err();
    assert!(matches!(many, Error::TooManyFields { max_count: 2 }), "{many}");
    assert!(try_it("A / HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd").unwrap());
    for over in [
        "A / HTTP/1.1\r\nContent-Length: 5\r\n\r\n",
        "A / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n",
        "A / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\n",
        "A / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff0\r\n",
    ] {
        let error = try_it(over).unwrap_err();
        assert!(matches!(error, Error::BodyTooLong { max_size: 4 }), "{over}");
    }
}

#[test]
fn a_head_that_never_ends_is_refused_in_every_delivery() {
    let flood = [b"GET / HTTP/1.1\r\n".to_vec(), vec![b'a'; 9000]];
    for delivery in deliveries(&[&flood[0], &flood[1]]) {
        let mut decoder = Decoder::new(Limits::default());
        let (mut buffer, mut most) = (BytesMut::new(), 0);
        let error = delivery.pieces.iter().find_map(|piece| {
            most = most.max(buffer.len());
            buffer.extend_from_slice(piece);
            decoder.decode(&mut buffer).err()
        });
        let error = error.expect(delivery.name);
        assert!(matches!(error, Error::HeadTooLong { .. }), "{error}");
        assert!(most <= Limits::default().head, "{most} bytes were kept");
    }
}

#[test]
fn another_version_is_505_and_what_is_no_version_is_400() {
    for (line, status) in [
        ("GET / HTTP/1.0", 505),
        ("GET / HTTP/2.0", 505),
        ("GET / HTTP/0.9", 505),
        ("GET / HTTP/1.10", 400),
        ("GET / HTTP/1", 400),
        ("GET / HTTPS/1.1", 400),
        ("GET / http/1.0", 400),
        ("GET /  HTTP/1.0", 400),
        ("GET /", 400),
    ] {
        let error = all(format!("{line}\r\n\r\n").as_bytes()).unwrap_err();
        assert_eq!(error.status(), Some(status), "{line}");
    }
}

/// Requests that no honest client sends, and some that one might.
const REQUESTS: [(&str, &str); 16] = [
    ("no request", "hello\r\n\r\n"),
    ("an older version", "GET /ping HTTP/1.0\r\n\r\n"),
    ("a blank before the colon", "GET /ping HTTP/1.1\r\nHost : a\r\n\r\n"),
    (
        "a field that goes on in the next line",
        "GET /ping HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
    ),
    ("a line end of `\\n` alone", "GET /ping HTTP/1.1\nHost: a\n\n"),
    (
        "a length of `+4`",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +4\r\n\r\nping",
    ),
    (
        "the same length twice",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\nping",
    ),
    (
        "two lengths",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 2\r\n\r\nping",
    ),
    (
        "a length and chunks",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ),
    (
        "another coding",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
    ),
    (
        "a chunk of size `g`",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\ng\r\n",
    ),
    (
        "a chunk of size `+4`",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n+4\r\nping\r\n0\r\n\r\n",
    ),
    (
        "a chunk that is longer than its size",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nping\r\n0\r\n\r\n",
    ),
    ("101 fields", "FIELDS"),
    ("a head of 9,000 bytes", "HEAD"),
    ("a body of 70,000 bytes", "BODY"),
];

#[tokio::test(start_paused = true)]
async fn our_decoder_and_hyper_s_are_asked_the_same() {
    let mut rows = vec![
        "| the request | this chapter's decoder | hyper and warp |".to_string(),
        "|---|---|---|".to_string(),
    ];
    for (what, request) in REQUESTS {
        let request = match request {
            "FIELDS" => {
                format!("GET /ping HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(101))
            }
            "HEAD" => {
                format!("GET /ping HTTP/1.1\r\na: {}\r\n\r\n", "b".repeat(9000))
            }
            "BODY" => format!(
                "POST /echo HTTP/1.1\r\nContent-Length: 70000\r\n\r\n{}",
                "b".repeat(70_000)
            ),
            request => request.to_string(),
        };
        let ours = match all(request.as_bytes()) {
            Ok(messages) => format!("takes {} message", messages.len()),
            Err(error) => {
                format!("{}: {error}", error.status().unwrap())
            }
        };
        let theirs = hyper(request.as_bytes()).await;
        rows.push(format!("| {what} | {ours} | {theirs} |"));
    }
    kit::pin!("what-is-refused", rows.join("\n"));
}

/// The status that the chapter's server answers with, and the body.
async fn hyper(request: &[u8]) -> String {
    let (mut client, server) = pair();
    spawn(async move { answer(&Config::default(), server).await });
    let (request, mut said) = (request.to_vec(), Vec::new());
    let talk = async {
        client.write_all(&request).await.unwrap();
        client.shutdown().await.unwrap();
        client.read_to_end(&mut said).await.unwrap();
    };
    within("the server's answer", talk).await;
    let said = readable(&said);
    match said.split_once(' ') {
        Some((_version, rest)) => rest.split("\\r").next().unwrap().to_string(),
        None => "hangs up".to_string(),
    }
}

fn all(bytes: &[u8]) -> Result<Vec<Message>, Error> {
    let mut decoder = Decoder::new(Limits::default());
    let mut buffer = BytesMut::from(bytes);
    let mut messages = Vec::new();
    while let Some(message) = decoder.decode(&mut buffer)? {
        messages.push(message);
    }
    match decoder.is_idle(&buffer) {
        true => Ok(messages),
        false => Err(Error::Incomplete { size: buffer.len() }),
    }
}

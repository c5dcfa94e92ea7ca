//! Each error, its close code, and what the client sees of it.

use std::collections::BTreeSet;
use std::time::Duration;

use frame::{Config, Error, Limits, Message, Role};
use kit::{deliveries, expect_wire, send, within};
use tokio::io::AsyncWriteExt;
use wiretap::pair;

use crate::{close, framed, masked, open, socket};

/// What a client does wrong, its bytes, and what it is told.
fn faults() -> Vec<(&'static str, Vec<u8>, u16, &'static str)> {
    let key = [0; 4];
    let with = |bytes: &[u8]| [bytes, &key].concat();
    vec![
        (
            "a reserved bit",
            masked(0xc1, b"Hello"),
            1002,
            "a reserved bit is set",
        ),
        ("opcode 3", masked(0x83, b"Hello"), 1002, "unknown opcode 0x3"),
        (
            "a ping that is to be continued",
            masked(0x09, b""),
            1002,
            "a control frame in fragments",
        ),
        (
            "a ping of 126 bytes",
            masked(0x89, &[b'x'; 126]),
            1002,
            "a control frame over 125 bytes",
        ),
        (
            "length 5 in two bytes",
            with(b"\x81\xfe\x00\x05"),
            1002,
            "length 5 is not in its shortest form",
        ),
        (
            "a length of 2<sup>63</sup>",
            with(b"\x82\xff\x80\0\0\0\0\0\0\0"),
            1002,
            "the top bit of a length is set",
        ),
        (
            "a frame without a mask",
            framed(0x81, b"Hello"),
            1002,
            "a frame of a client without a mask",
        ),
        (
            "a frame of 1 GiB, announced",
            with(b"\x82\xff\0\0\0\0\x40\0\0\0"),
            1009,
            "frame of 1073741824 bytes, over 64",
        ),
        (
            "fragments of a longer message",
            [masked(0x02, &[0; 64]), masked(0x00, &[0; 64])].concat(),
            1009,
            "message over 96 bytes",
        ),
        (
            "fragments without an end",
            [masked(0x01, b""), masked(0x00, b"").repeat(9)].concat(),
            1008,
            "message in more than 4 fragments",
        ),
        (
            "a continuation of nothing",
            masked(0x80, b"lo"),
            1002,
            "nothing to continue",
        ),
        (
            "a message inside a message",
            [masked(0x01, b"Hel"), masked(0x81, b"lo")].concat(),
            1002,
            "a message inside a message",
        ),
        ("a text that is none", masked(0x81, b"\xff"), 1007, "not UTF-8"),
        (
            "a close frame of one byte",
            masked(0x88, b"\x03"),
            1002,
            "half a close code",
        ),
        (
            "the close code 1005",
            masked(0x88, b"\x03\xed"),
            1002,
            "close code 1005 must not be sent",
        ),
        (
            "a reason that is no text",
            masked(0x88, b"\x03\xe8\xff"),
            1007,
            "not UTF-8",
        ),
        ("nothing, for a minute", vec![], 1008, "silent for 60s"),
    ]
}

fn config() -> Config {
    let limits = Limits { frame: 64, message: 96, fragments: 4 };
    let idle = Duration::from_secs(60);
    Config { limits, idle, ..Config::default() }
}

#[tokio::test(start_paused = true)]
async fn each_fault_is_told_its_code_and_then_the_server_hangs_up() {
    let mut seen = BTreeSet::new();
    let mut table = vec![
        "| what a client sends | is closed with | and the reason |".to_string(),
        "|---|---|---|".to_string(),
    ];
    for (what, bytes, code, reason) in faults() {
        for delivery in deliveries(&[&bytes]) {
            let mut talk = open(config()).await;
            // Whatever stands behind the fault is not taken any more.
            let _ = send(&mut talk.stream, &delivery).await;
            let heard = talk.rest().await;
            expect_wire(&heard, &close(code, reason), what);
            let error = talk.verdict().await.unwrap_err();
            assert_eq!(error.close_code(), Some(code), "{what}");
            assert_eq!(error.to_string(), reason, "{what}");
            seen.insert(name(&error));
        }
        table.push(format!("| {what} | {code} | {reason} |"));
    }
    kit::pin!("what-is-closed", table.join("\n"));
    let others = ["Masked", "Refused", "NoClose", "Io"];
    assert_eq!(seen.len() + others.len(), ALL, "{seen:?}");
}

/// How many errors there are.
const ALL: usize = 20;

/// Does not compile when there is one more: then it needs a row above.
fn name(error: &Error) -> &'static str {
    match error {
        Error::ReservedBits => "ReservedBits",
        Error::UnknownOpcode { .. } => "UnknownOpcode",
        Error::ControlFragmented => "ControlFragmented",
        Error::ControlTooLong => "ControlTooLong",
        Error::NotMinimal { .. } => "NotMinimal",
        Error::TopBit => "TopBit",
        Error::NotMasked => "NotMasked",
        Error::Masked => "Masked",
        Error::FrameTooLong { .. } => "FrameTooLong",
        Error::MessageTooLong { .. } => "MessageTooLong",
        Error::TooManyFragments { .. } => "TooManyFragments",
        Error::NothingToContinue => "NothingToContinue",
        Error::MessageInside => "MessageInside",
        Error::NotUtf8 => "NotUtf8",
        Error::HalfCloseCode => "HalfCloseCode",
        Error::BadCloseCode { .. } => "BadCloseCode",
        Error::Silent { .. } => "Silent",
        Error::Refused(_) => "Refused",
        Error::NoClose => "NoClose",
        Error::Io(_) => "Io",
    }
}

#[tokio::test(start_paused = true)]
async fn what_came_before_the_fault_is_answered_first() {
    let good = [masked(0x81, b"Hello"), masked(0x89, b"?")].concat();
    for delivery in deliveries(&[&good, &masked(0x83, b"")]) {
        let mut talk = open(config()).await;
        let _ = send(&mut talk.stream, &delivery).await;
        let expected = [
            framed(0x81, b"Hello"),
            framed(0x8a, b"?"),
            close(1002, "unknown opcode 0x3"),
        ];
        let heard = talk.rest().await;
        expect_wire(&heard, &expected.concat(), delivery.name);
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_of_ours_takes_no_masked_frame() {
    for delivery in deliveries(&[&masked(0x81, b"Hello")]) {
        let (mut server, stream) = pair();
        let talk = kit::spawn(async move {
            let mut socket = socket(stream, Role::Client);
            let heard = socket.next(Duration::from_secs(1)).await;
            socket.finish(Duration::from_secs(1)).await;
            heard
        });
        let _ = send(&mut server, &delivery).await;
        let mut said = bytes::BytesMut::new();
        let expected = close(1002, "a frame of a server with a mask");
        while said.len() < expected.len() + 4 {
            let read =
                tokio::io::AsyncReadExt::read_buf(&mut server, &mut said);
            assert!(within("its close frame", read).await.unwrap() > 0);
        }
        let key = [said[2], said[3], said[4], said[5]];
        frame::mask(&mut said[6..], key);
        expect_wire(&said[6..], &expected[2..], "the payload, unmasked");
        server.shutdown().await.unwrap();
        let heard = within("its verdict", talk).await.unwrap();
        assert!(matches!(heard, Err(Error::Masked)), "{heard:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_end_without_a_close_frame_is_an_error_and_half_a_frame_too() {
    for bytes in [&b""[..], b"\x81", b"\x81\x85\x37\xfa\x21\x3d\x7f"] {
        let mut talk = open(config()).await;
        talk.write(bytes).await;
        talk.stream.shutdown().await.unwrap();
        assert!(talk.rest().await.is_empty(), "there is nobody to tell");
        let error = talk.verdict().await.unwrap_err();
        assert!(matches!(error, Error::NoClose), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_refused_handshake_is_answered_with_a_status_and_no_frame() {
    let (mut client, stream) = pair();
    let server = kit::spawn(async move {
        frame::echo(&Config::default(), stream, std::future::pending()).await
    });
    client.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    let mut said = Vec::new();
    let read = tokio::io::AsyncReadExt::read_to_end(&mut client, &mut said);
    within("the refusal", read).await.unwrap();
    assert!(said.starts_with(b"HTTP/1.1 426 "), "{}", kit::readable(&said));
    drop(client);
    let error = within("its verdict", server).await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Refused(_)), "{error}");
    assert_eq!(error.close_code(), None);
}

#[test]
fn a_message_knows_what_it_is() {
    let text = Message::Text("ä".to_string());
    assert_eq!((text.opcode() as u8, text.payload()), (1, "ä".as_bytes()));
}

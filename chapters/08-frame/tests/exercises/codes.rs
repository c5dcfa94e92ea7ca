//! 08.5: which code will it be?

use frame::{Close, Config, Event, Limits, Message, Role, echo};
use kit::{expect_prediction, spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::oneshot;
use upgrade::ask;
use wiretap::{MemoryStream, pair};

use crate::codes;

#[exercise::check(codes)]
#[tokio::test(start_paused = true)]
async fn ex_08_5_the_code_says_what_was_wrong_or_that_none_has_come() {
    let facts: [(&str, &str, &[u8], &str); 7] = [
        (
            "NO_MASK",
            codes::NO_MASK,
            b"\x81\x05Hello",
            "Is that a matter of what was said, or of how? (hint 1)",
        ),
        (
            "NO_TEXT",
            codes::NO_TEXT,
            b"\x81\x81\0\0\0\0\xff",
            "The frame is as it should be. What is in it is not: there is a \
             code for that (hint 1).",
        ),
        (
            "TOO_BIG",
            codes::TOO_BIG,
            b"\x82\xff\0\0\0\0\0\x20\0\0\0\0\0\0",
            "The protocol allows such a frame, this server does not (hint 2).",
        ),
        (
            "ENDLESS",
            codes::ENDLESS,
            ENDLESS,
            "No byte too many has come, and no frame was wrong. It is a rule \
             of this server (hint 2).",
        ),
        (
            "INSIDE",
            codes::INSIDE,
            b"\x01\x80\0\0\0\0\x81\x80\0\0\0\0",
            "Each frame is well made. What is wrong is their order: in one \
             direction there is one message at a time (hint 1).",
        ),
        (
            "SILENT",
            codes::SILENT,
            b"",
            "Nothing was sent, so nothing was wrong. Whose rule is it? \
             (hint 2)",
        ),
        (
            "OWN_CODE",
            codes::OWN_CODE,
            b"\x88\x82\0\0\0\0\x0f\xa0",
            "What does the server answer to a close frame? (hint 3)",
        ),
    ];
    for (name, guess, bytes, why) in facts {
        let fact = told(bytes, false).await;
        expect_prediction(name, guess, &fact, why);
    }
    let fact = told(b"", true).await;
    let why = "The server goes away. There is a code for that (hint 3).";
    expect_prediction("CTRL_C", codes::CTRL_C, &fact, why);
    let fact = told(b"\x88\x80\0\0\0\0", false).await;
    let why = "The answer to an empty close frame is empty, too. A program \
               is told a number all the same (hint 3).";
    expect_prediction("NO_CODE", codes::NO_CODE, &fact, why);
    let why = "A process that is killed says nothing. TCP ends, and no close \
               frame has come (hint 3).";
    expect_prediction("KILLED", codes::KILLED, &killed().await, why);
}

/// The first of two fragments, and more than this test's server takes.
const ENDLESS: &[u8] = b"\x01\x80\0\0\0\0\x00\x80\0\0\0\0\x00\x80\0\0\0\0";

/// What a client's program is told in the end.
async fn told(bytes: &[u8], ends: bool) -> String {
    let (client, stream) = pair();
    let limits = Limits { fragments: 2, ..Limits::default() };
    let config = Config { limits, ..Config::default() };
    let (end, ended) = oneshot::channel::<()>();
    let shutdown = async {
        if ended.await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    spawn(async move { echo(&config, stream, shutdown).await });
    let asked = ask(client, "localhost", "/", "dGhlIHNhbXBsZSBub25jZQ==");
    let mut client = within("the handshake", asked).await.unwrap().stream;
    client.write_all(bytes).await.unwrap();
    if ends {
        end.send(()).unwrap();
    }
    number(&mut client).await
}

/// A server that ends without a word.
async fn killed() -> String {
    let (mut client, server) = pair();
    drop(server);
    number(&mut client).await
}

/// As a browser's program is told it.
async fn number(client: &mut MemoryStream) -> String {
    let mut heard = bytes::BytesMut::new();
    let read =
        async { while client.read_buf(&mut heard).await.unwrap() > 0 {} };
    within("the server's end", read).await;
    let mut decoder = frame::Decoder::new(Role::Client, Limits::default());
    let code = loop {
        match decoder.decode(&mut heard).unwrap() {
            Some(Event::Message(Message::Text(_))) => {}
            Some(Event::Close(Some(Close { code, .. }))) => break code,
            Some(Event::Close(None)) => break 1005,
            None => break 1006,
            other => panic!("{other:?}"),
        }
    };
    code.to_string()
}

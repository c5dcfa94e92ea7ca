//! Chapter 08's WebSocket and the library's: what is the same on the wire,
//! and what is not.

use std::time::Duration;

use bytes::BytesMut;
use frame::{Frame, FrameDecoder, Limits, Opcode, Role, WebSocket};
use futures_util::{SinkExt, StreamExt};
use kit::{hex, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt, split};
use tokio::task::JoinHandle;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role as TheirRole};
use tokio_tungstenite::tungstenite::{Error, Message};
use wiretap::{MemoryStream, pair};

use peer::masked;

const IDLE: Duration = Duration::from_secs(60);

/// What an echo by hand says to `input`.
async fn by_hand(input: &[u8]) -> Vec<u8> {
    let (near, far) = pair();
    kit::spawn(async move {
        let (rest, limits) = (BytesMut::new(), Limits::default());
        let mut socket = WebSocket::new(far, Role::Server, rest, limits);
        while let Ok(Some(message)) = socket.next(IDLE).await {
            socket.send(&message);
        }
        socket.finish(IDLE).await;
    });
    exchange(near, input).await
}

/// What an echo by the library alone says, and the error that ended it.
async fn by_library(input: &[u8]) -> (Vec<u8>, Option<Error>) {
    let (near, far) = pair();
    let server: JoinHandle<Option<Error>> = kit::spawn(async move {
        let role = TheirRole::Server;
        let mut socket =
            WebSocketStream::from_raw_socket(far, role, None).await;
        let mut error = None;
        while let Some(message) = socket.next().await {
            match message {
                Ok(message @ (Message::Text(_) | Message::Binary(_))) => {
                    socket.send(message).await.unwrap();
                }
                Ok(_) => {}
                Err(why) => error = Some(why),
            }
        }
        let _ = socket.flush().await;
        let _ = socket.get_mut().shutdown().await;
        error
    });
    let bytes = exchange(near, input).await;
    (bytes, within("the server's end", server).await.unwrap())
}

/// Writes and reads at the same time, until the server ends.
async fn exchange(near: MemoryStream, input: &[u8]) -> Vec<u8> {
    let (mut reader, mut writer) = split(near);
    let mut bytes = Vec::new();
    let both = async {
        let read = reader.read_to_end(&mut bytes);
        let (written, read) = tokio::join!(writer.write_all(input), read);
        written.unwrap();
        read.unwrap();
    };
    within("the server's end", both).await;
    bytes
}

fn closed() -> BytesMut {
    masked(Opcode::Close, b"\x03\xe8done")
}

#[tokio::test(start_paused = true)]
async fn the_frames_of_both_servers_are_the_same_byte_for_byte() {
    let mut fragments = masked(Opcode::Text, b"in ");
    fragments[0] &= 0x7f; // more is to come
    fragments.extend_from_slice(&masked(Opcode::Ping, b"still?"));
    fragments.extend_from_slice(&masked(Opcode::Continuation, b"pieces"));
    for (what, frames) in [
        ("a word", masked(Opcode::Text, b"Hello")),
        ("nothing", masked(Opcode::Text, b"")),
        ("125 bytes", masked(Opcode::Text, &[b'x'; 125])),
        ("126 bytes", masked(Opcode::Text, &[b'x'; 126])),
        ("65535 bytes", masked(Opcode::Binary, &vec![7; 65535])),
        ("65536 bytes", masked(Opcode::Binary, &vec![7; 65536])),
        ("a ping", masked(Opcode::Ping, b"there?")),
        ("a pong that nobody asked for", masked(Opcode::Pong, b"here")),
        ("fragments with a ping inside", fragments),
    ] {
        let input = [frames, closed()].concat();
        let hand = by_hand(&input).await;
        let (library, error) = by_library(&input).await;
        assert!(error.is_none(), "{what}: {error:?}");
        assert_eq!(hex(&hand), hex(&library), "{what}");
        assert!(hand.ends_with(b"\x88\x06\x03\xe8done"), "{what}");
    }
}

/// What a server gets: its bytes, and the same as frames.
async fn heard_of_client(mut near: MemoryStream) -> (usize, Vec<Frame>) {
    let mut bytes = BytesMut::new();
    let read = async { while near.read_buf(&mut bytes).await.unwrap() > 0 {} };
    within("the client's end", read).await;
    let (size, mut frames) = (bytes.len(), Vec::new());
    let mut decoder = FrameDecoder::new(Role::Server, 1 << 20);
    while let Some(frame) = decoder.decode(&mut bytes).unwrap() {
        frames.push(frame);
    }
    (size, frames)
}

#[tokio::test(start_paused = true)]
async fn the_frames_of_both_clients_are_the_same_once_unmasked() {
    let texts = ["Hello", "", &"x".repeat(126)];
    let (near, far) = pair();
    kit::spawn(async move {
        let (rest, limits) = (BytesMut::new(), Limits::default());
        let mut socket = WebSocket::new(far, Role::Client, rest, limits);
        for text in ["Hello", "", &"x".repeat(126)] {
            socket.send(&frame::Message::Text(text.to_string()));
        }
        socket.ping(b"there?");
        socket.close(Some(frame::Close::new(1000, "done")));
        socket.flush().await.unwrap();
    });
    let (hand_size, hand) = heard_of_client(near).await;
    let (near, far) = pair();
    kit::spawn(async move {
        let role = TheirRole::Client;
        let mut socket =
            WebSocketStream::from_raw_socket(far, role, None).await;
        for text in ["Hello", "", &"x".repeat(126)] {
            socket.send(Message::text(text)).await.unwrap();
        }
        let ping = Message::Ping(b"there?"[..].into());
        socket.send(ping).await.unwrap();
        let close = CloseFrame { code: 1000.into(), reason: "done".into() };
        socket.close(Some(close)).await.unwrap();
    });
    let (library_size, library) = heard_of_client(near).await;
    assert_eq!(hand, library);
    assert_eq!(hand.len(), texts.len() + 2);
    assert_eq!(hand_size, library_size);
}

#[tokio::test(start_paused = true)]
async fn at_a_protocol_error_the_library_says_nothing_to_the_peer() {
    let mut reserved = masked(Opcode::Text, b"hi");
    reserved[0] |= 0x40;
    let hand = by_hand(&reserved).await;
    assert_eq!((hand[0], &hand[2..4]), (0x88, &b"\x03\xea"[..]));
    let (library, error) = by_library(&reserved).await;
    assert_eq!(hex(&library), "");
    assert!(matches!(error, Some(Error::Protocol(_))), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_length_in_too_long_a_form_is_refused_by_hand_and_taken_by_it() {
    let mut long = BytesMut::from(&b"\x81\xfe\x00\x05\0\0\0\0Hello"[..]);
    long.extend_from_slice(&closed());
    let hand = by_hand(&long).await;
    assert_eq!(hand[0], 0x88);
    assert_eq!(hand[2..4], 1002_u16.to_be_bytes());
    let (library, error) = by_library(&long).await;
    assert!(error.is_none(), "{error:?}");
    assert!(library.starts_with(b"\x81\x05Hello\x88"), "{}", hex(&library));
}

#[tokio::test(start_paused = true)]
async fn a_close_code_that_must_not_travel_gets_1002_in_other_words() {
    for code in [999_u16, 1005, 1006, 1015, 5000] {
        let close = masked(Opcode::Close, &code.to_be_bytes());
        let reason = |answer: &[u8]| {
            assert_eq!(answer[0], 0x88);
            assert_eq!(answer[2..4], 1002_u16.to_be_bytes());
            String::from_utf8(answer[4..].to_vec()).unwrap()
        };
        let hand = reason(&by_hand(&close).await);
        assert_eq!(hand, format!("close code {code} must not be sent"));
        let (library, _) = by_library(&close).await;
        assert_eq!(reason(&library), "Protocol violation");
    }
}

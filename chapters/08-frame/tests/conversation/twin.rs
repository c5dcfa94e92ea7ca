//! tokio-tungstenite and we understand each other, both ways around. What it
//! does differently is chapter 09's; except for one thing, at the end.

use std::time::Duration;

use frame::{Config, Error, Message, Role, WebSocket};
use futures_util::{SinkExt, StreamExt};
use kit::{expect_wire, spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message as Theirs;
use tokio_tungstenite::tungstenite::protocol::Role as TheirRole;
use wiretap::{Direction, Event, MemoryStream, Recording, Wire};

use crate::{close, open, socket};

const PATIENCE: Duration = Duration::from_secs(10);

/// What is said, at all the borders of a length.
fn said() -> Vec<Message> {
    let sizes = [0, 1, 125, 126, 65535, 65536];
    let texts = sizes.map(|size| Message::Text("x".repeat(size)));
    let bytes = sizes.map(|size| Message::Binary(vec![0xff; size].into()));
    texts.into_iter().chain(bytes).collect()
}

async fn theirs(
    stream: MemoryStream,
    role: TheirRole,
) -> WebSocketStream<MemoryStream> {
    WebSocketStream::from_raw_socket(stream, role, None).await
}

/// Echoes until the other side closes.
async fn their_echo(stream: MemoryStream) {
    let mut socket = theirs(stream, TheirRole::Server).await;
    while let Some(Ok(message)) = socket.next().await {
        if message.is_text() || message.is_binary() {
            socket.send(message).await.unwrap();
        }
    }
}

async fn our_echo(stream: MemoryStream) {
    let mut socket = socket(stream, Role::Server);
    while let Some(message) = socket.next(PATIENCE).await.unwrap() {
        socket.send(&message);
    }
    socket.finish(PATIENCE).await;
}

async fn our_client(stream: MemoryStream) {
    let mut socket = socket(stream, Role::Client);
    socket.ping(b"?");
    for message in said() {
        socket.send(&message);
        let heard = within("the echo", socket.next(PATIENCE)).await;
        assert!(heard.unwrap() == Some(message), "another echo");
    }
    socket.close(Some(frame::Close::new(1000, "bye")));
    let closed = within("the close frame", socket.next(PATIENCE)).await;
    assert_eq!(closed.unwrap(), None);
    socket.finish(PATIENCE).await;
}

async fn their_client(stream: MemoryStream) {
    let mut socket = theirs(stream, TheirRole::Client).await;
    socket.send(Theirs::Ping(b"?".as_slice().into())).await.unwrap();
    let pong = within("the pong", socket.next()).await.unwrap().unwrap();
    assert_eq!(pong, Theirs::Pong(b"?".as_slice().into()));
    for message in said() {
        let message = match message {
            Message::Text(text) => Theirs::Text(text.into()),
            Message::Binary(bytes) => Theirs::Binary(bytes),
        };
        socket.send(message.clone()).await.unwrap();
        let heard = within("the echo", socket.next()).await.unwrap();
        assert!(heard.unwrap() == message, "another echo");
    }
    let frame = tokio_tungstenite::tungstenite::protocol::CloseFrame {
        code: 1000.into(),
        reason: "bye".into(),
    };
    socket.close(Some(frame)).await.unwrap();
    let closed = within("the close frame", socket.next()).await;
    assert!(matches!(closed, Some(Ok(Theirs::Close(_)))), "{closed:?}");
    while let Some(Ok(_)) = socket.next().await {}
}

/// What went up, unmasked, and what went down.
async fn talk<C, S>(
    client: impl FnOnce(MemoryStream) -> C,
    server: impl FnOnce(MemoryStream) -> S,
) -> (Vec<u8>, Vec<u8>)
where
    C: Future<Output = ()>,
    S: Future<Output = ()> + Send + 'static,
{
    let recording = Recording::default();
    let (near, far) = Wire::default().connect(recording.recorder());
    let serving = spawn(server(far));
    client(near).await;
    within("the server's end", serving).await.unwrap();
    let (mut up, mut down) = (Vec::new(), Vec::new());
    for piece in recording.pieces() {
        if let Event::Bytes(bytes) = piece.event {
            match piece.direction {
                Direction::ToServer => up.extend(bytes),
                Direction::ToClient => down.extend(bytes),
            }
        }
    }
    (unmasked(&up), down)
}

/// A client's frames as a server would have sent them.
fn unmasked(mut bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    while !bytes.is_empty() {
        let (header, size) = frame::Header::decode(bytes).unwrap().unwrap();
        let end = size + header.size as usize;
        let mut payload = bytes[size..end].to_vec();
        frame::mask(&mut payload, header.mask.expect("a client masks"));
        let mut written = bytes::BytesMut::new();
        frame::Header { mask: None, ..header }.encode(&mut written);
        plain.extend(written);
        plain.extend(payload);
        bytes = &bytes[end..];
    }
    plain
}

#[tokio::test(start_paused = true)]
async fn both_libraries_put_the_same_bytes_on_the_wire_in_both_roles() {
    let (up, down) = talk(our_client, our_echo).await;
    assert!(up.len() > 260_000 && down.len() > 260_000);
    for (what, (their_up, their_down)) in [
        ("their server", talk(our_client, their_echo).await),
        ("their client", talk(their_client, our_echo).await),
        ("both theirs", talk(their_client, their_echo).await),
    ] {
        expect_wire(&their_up, &up, what);
        expect_wire(&their_down, &down, what);
    }
}

#[tokio::test(start_paused = true)]
async fn a_length_that_is_not_minimal_is_taken_by_them_and_closed_by_us() {
    // Five bytes, and a key of zeros, which masks nothing.
    let long = b"\x81\xfe\x00\x05\0\0\0\0Hello";
    let mut talk = open(Config::default()).await;
    talk.write(long).await;
    let expected = close(1002, "length 5 is not in its shortest form");
    expect_wire(&talk.rest().await, &expected, "our answer");
    let error = talk.verdict().await.unwrap_err();
    assert!(matches!(error, Error::NotMinimal { size: 5 }), "{error}");
    let (mut client, stream) = wiretap::pair();
    spawn(their_echo(stream));
    client.write_all(long).await.unwrap();
    let mut heard = [0; 7];
    let read = client.read_exact(&mut heard);
    within("their echo", read).await.unwrap();
    expect_wire(&heard, b"\x81\x05Hello", "their echo");
}

#[test]
fn our_socket_can_be_moved_to_another_task() {
    fn is_send<T: Send>() {}
    is_send::<WebSocket<MemoryStream>>();
}

//! 09.3: the same bytes?

use bytes::BytesMut;
use frame::{Close, Limits, Opcode, Role, WebSocket};
use futures_util::StreamExt;
use kit::{expect_prediction, within};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::Role as TheirRole;
use websocket::Config;
use wiretap::{Direction, Event, Recording, Wire, pair};

use crate::same_bytes;
use crate::web::{House, join, settle};

const UNMASKED: &[u8] = b"\x81\x02hi";

/// Bytes up and bytes down for ann's hello.
async fn hello() -> (usize, usize) {
    let house = House::new(Config::default());
    let recording = Recording::default();
    let wire =
        |at| Wire::default().connect(recording.recorder().for_connection(at));
    let mut ann = house.tie(wire(1));
    join(&mut ann, "ann").await;
    let mut bob = house.tie(wire(2));
    join(&mut bob, "bob").await;
    settle().await;
    let before = recording.pieces().len();
    ann.say("hello").await;
    bob.expect("ann: hello").await;
    let sum = |direction| {
        let pieces = recording.pieces().into_iter().skip(before);
        let sizes =
            pieces.filter(|piece| piece.direction == direction).map(|piece| {
                match piece.event {
                    Event::Bytes(bytes) => bytes.len(),
                    Event::Fin | Event::Rst => 0,
                }
            });
        sizes.sum()
    };
    (sum(Direction::ToServer), sum(Direction::ToClient))
}

/// The room's code for a frame.
async fn code(opcode: Opcode, payload: &[u8]) -> u16 {
    let house = House::new(Config::default());
    let mut bob = house.join("bob").await;
    bob.send(opcode, payload).await;
    assert!(bob.hear().await.starts_with("* error: "));
    bob.closed().await.0
}

/// Chapter 08's answer to a client that does not mask.
async fn by_hand() -> Vec<u8> {
    let (mut near, far) = pair();
    kit::spawn(async move {
        let (rest, limits) = (BytesMut::new(), Limits::default());
        let mut socket = WebSocket::new(far, Role::Server, rest, limits);
        let idle = Duration::from_secs(60);
        while let Ok(Some(_)) = socket.next(idle).await {}
        socket.finish(idle).await;
    });
    near.write_all(UNMASKED).await.unwrap();
    let mut answer = Vec::new();
    let read = near.read_to_end(&mut answer);
    within("the end", read).await.unwrap();
    answer
}

/// The library's.
async fn by_library() -> Vec<u8> {
    let (mut near, far) = pair();
    kit::spawn(async move {
        let role = TheirRole::Server;
        let mut socket =
            WebSocketStream::from_raw_socket(far, role, None).await;
        while let Some(Ok(_)) = socket.next().await {}
    });
    near.write_all(UNMASKED).await.unwrap();
    let mut answer = Vec::new();
    let read = near.read_to_end(&mut answer);
    within("the end", read).await.unwrap();
    answer
}

#[exercise::check(same_bytes)]
#[tokio::test(start_paused = true)]
async fn ex_09_3_the_same_bytes() {
    let (up, down) = hello().await;
    let hand = Close::decode(&by_hand().await[2..]).unwrap().unwrap();
    for (name, guess, fact, why) in [
        (
            "BYTES_UP",
            same_bytes::BYTES_UP,
            up,
            "Five letters, two bytes of header, and what else has every \
             frame of a client? (hint 1)",
        ),
        (
            "BYTES_DOWN",
            same_bytes::BYTES_DOWN,
            down,
            "Two bytes of header, and the text as the room tells it. Does a \
             server mask? (hint 1)",
        ),
        (
            "CODE_FOR_BINARY",
            same_bytes::CODE_FOR_BINARY,
            code(Opcode::Binary, b"\x01\x02").await.into(),
            "The frame is as it should be, and so is the protocol: it is \
             just nothing that this room can use (hint 2).",
        ),
        (
            "CODE_FOR_TOO_LONG",
            same_bytes::CODE_FOR_TOO_LONG,
            code(Opcode::Text, &[b'x'; 5000]).await.into(),
            "There is a code that says: more than I take (hint 2).",
        ),
        (
            "CODE_FOR_NO_MASK",
            same_bytes::CODE_FOR_NO_MASK,
            hand.code.into(),
            "Clients must mask; whoever does not breaks the protocol \
             (hint 2).",
        ),
        (
            "BYTES_OF_THE_LIBRARY",
            same_bytes::BYTES_OF_THE_LIBRARY,
            by_library().await.len(),
            "The library gives your program an error. Who is it that tells \
             the peer? Look at `impl From<Error> for Ending` (hint 3).",
        ),
    ] {
        expect_prediction(name, guess, &fact.to_string(), why);
    }
}

//! The pages' pictures and prices, from recordings of real conversations.

use std::time::Duration;

use bytes::{Bytes as Shared, BytesMut};
use frame::{Config, Header, Opcode, echo, mask};
use kit::picture::{Arrow, Bytes, Picture, Plot, Sequence};
use kit::{spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, sleep_until};
use upgrade::ask;
use wiretap::{Direction, Event, MemoryStream, Piece, Recording, Wire};

const RECORDED: &str = "cargo test -p chapter-08 --test pictures";
const DELAY: Duration = Duration::from_millis(25);
/// The key of the RFC's example, so that the pictures keep still.
const KEY: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];

#[tokio::test(start_paused = true)]
async fn the_first_frame_of_a_client_is_drawn_with_its_bits() {
    let (up, down) = echoed(b"Hello").await;
    let picture = Bytes::new("frame-masked")
        .sent(Direction::ToServer)
        .overhead("first", &up[..1])
        .bits(&[("FIN", 1), ("RSV 1 2 3", 3), ("opcode: text", 4)])
        .overhead("second", &up[1..2])
        .bits(&[("MASK", 1), ("length: 5", 7)])
        .overhead("key", &up[2..6])
        .meant("payload, masked", &up[6..])
        .caption(
            "`Hello` from a client. Two bytes say all that there is to know; \
             four more are the key of the mask, which turns `Hello` into five \
             other bytes.",
        )
        .command(RECORDED);
    kit::pin!("frame-masked", picture.figure());
    let picture = Bytes::new("frame-plain")
        .sent(Direction::ToClient)
        .overhead("first", &down[..1])
        .overhead("second", &down[1..2])
        .meant("payload", &down[2..])
        .caption(
            "The same `Hello` from the server: without a mask, and the bit \
             that says so is 0.",
        )
        .command(RECORDED);
    kit::pin!("frame-plain", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn a_request_inside_of_a_frame_is_drawn_as_a_proxy_sees_it() {
    let (up, down) = echoed(b"GET / HTTP/1.1").await;
    let picture = Bytes::new("frame-forged")
        .sent(Direction::ToServer)
        .overhead("header", &up[..2])
        .overhead("key", &up[2..6])
        .meant("payload, masked", &up[6..])
        .caption(
            "A page says `GET / HTTP/1.1` through its WebSocket. This is what \
             a proxy on the way sees. With another key it sees something else, \
             and the page does not choose the key.",
        )
        .command(RECORDED);
    assert_eq!(&down[2..], b"GET / HTTP/1.1");
    kit::pin!("frame-forged", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn the_three_forms_of_a_length_are_drawn() {
    let mut forms = Bytes::new("frame-lengths").sent(Direction::ToClient);
    for size in [5, 256, 65536] {
        let (_, down) = echoed(&vec![b'x'; size]).await;
        let length = &down[1..down.len() - size];
        forms = forms.overhead(&size.to_string(), length);
    }
    let picture = forms
        .caption(
            "Three lengths, from three frames of the server: 5 in one byte, \
             256 in three, 65536 in nine. `7e` is 126 and `7f` is 127: they \
             are no lengths, but say where the length is.",
        )
        .command(RECORDED);
    kit::pin!("frame-lengths", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn the_bytes_of_a_header_are_plotted() {
    let mut plot = Plot::new("frame-headers", "bytes");
    for (label, size) in
        [("5", 5), ("126", 126), ("65,535", 65535), ("65,536", 65536)]
    {
        let (up, down) = echoed(&vec![b'x'; size]).await;
        let header = |all: &[u8]| (all.len() - size) as u64;
        plot = plot
            .bar(&format!("{label} bytes, server"), header(&down))
            .bar(&format!("{label} bytes, client"), header(&up));
        if size == 5 {
            let both = header(&up) + header(&down);
            plot = plot.bar("one echo of 5 bytes, both ways", both);
        }
    }
    let picture = plot
        .caption(
            "What a header costs, by the size of the payload and by who \
             speaks. The article's 8 bytes are the third bar.",
        )
        .command(RECORDED);
    kit::pin!("frame-headers", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn a_ping_between_two_fragments_is_drawn() {
    let frames =
        [masked(0x01, b"Hel"), masked(0x89, b"there?"), masked(0x80, b"lo")];
    let mut pieces = conversation(&frames, 20).await;
    pieces.retain(|piece| piece.event != Event::Fin);
    let picture = Sequence::of_arrows("fragments-ping", arrows(&pieces))
        .caption(
            "A message in two fragments, and a ping between them. In front \
             stands each frame's first byte: `01` and `80` are the fragments. \
             The pong does not wait for the message. The echo comes in one \
             frame, since fragments are nobody's business but the sender's.",
        )
        .command(RECORDED);
    kit::pin!("fragments-ping", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn the_closing_handshake_is_drawn() {
    let frames = [masked(0x81, b"bye"), masked(0x88, b"\x03\xe8")];
    let pieces = conversation(&frames, 100).await;
    let picture = Sequence::of_arrows("closing-handshake", arrows(&pieces))
        .caption(
            "One close frame each, and then TCP's own ends. The server \
             finishes first; the client knows by it that its close frame has \
             come.",
        )
        .command(RECORDED);
    kit::pin!("closing-handshake", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn the_price_of_a_message_is_counted_from_the_wire() {
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let recording = Recording::default();
    let mut client = open(wire, &recording).await;
    let handshake = recording.pieces().len();
    let start = Instant::now();
    client.write_all(&masked(0x81, b"ping")).await.unwrap();
    let mut heard = [0; 6];
    within("the echo", client.read_exact(&mut heard)).await.unwrap();
    let trips = start.elapsed().as_micros() / (2 * DELAY).as_micros();
    assert_eq!(start.elapsed(), 2 * DELAY);
    let (up, down) = bytes_of(&recording.pieces()[handshake..]);
    let (up, down) = (up.len(), down.len());
    let row = format!(
        "| 08 | a WebSocket that is open | {up} | {down} | 0 + {trips} | both |"
    );
    kit::pin!("price-of-a-frame", row);
}

/// A frame of a client, by hand.
fn masked(first: u8, payload: &[u8]) -> Vec<u8> {
    let opcode = Opcode::from_bits(first & 0x0f).unwrap();
    let (fin, size) = (first & 0x80 != 0, payload.len() as u64);
    let mut bytes = BytesMut::new();
    Header { fin, opcode, mask: Some(KEY), size }.encode(&mut bytes);
    let start = bytes.len();
    bytes.extend_from_slice(payload);
    mask(&mut bytes[start..], KEY);
    bytes.to_vec()
}

/// A WebSocket to an echo server over this wire.
async fn open(wire: Wire, recording: &Recording) -> MemoryStream {
    let (client, stream) = wire.connect(recording.recorder());
    let config = Config::default();
    spawn(async move { echo(&config, stream, std::future::pending()).await });
    let asked = ask(client, "localhost", "/", "dGhlIHNhbXBsZSBub25jZQ==");
    within("the handshake", asked).await.unwrap().stream
}

/// What goes up and what comes down for one message.
async fn echoed(payload: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let recording = Recording::default();
    let client = open(Wire::default(), &recording).await;
    let handshake = recording.pieces().len();
    let question = masked(0x81, payload);
    let (mut reads, mut writes) = tokio::io::split(client);
    spawn(async move {
        writes.write_all(&question).await.unwrap();
        writes.shutdown().await.unwrap();
    });
    let mut heard = Vec::new();
    within("the echo", reads.read_to_end(&mut heard)).await.unwrap();
    bytes_of(&recording.pieces()[handshake..])
}

/// What passed when a client sends these frames, so many ms apart.
async fn conversation(frames: &[Vec<u8>], apart: u64) -> Vec<Piece> {
    let recording = Recording::default();
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let client = open(wire, &recording).await;
    let handshake = recording.pieces().len();
    let (mut reads, mut writes) = tokio::io::split(client);
    let start = Instant::now();
    let zero = recording.pieces().last().unwrap().received.unwrap();
    let writing = async {
        for (at, frame) in (0..).zip(frames) {
            sleep_until(start + Duration::from_millis(apart) * at).await;
            writes.write_all(frame).await.unwrap();
        }
    };
    let mut heard = Vec::new();
    let reading = async {
        let closes = frames.iter().any(|frame| frame[0] == 0x88);
        while closes || heard.len() < 15 {
            if reads.read_buf(&mut heard).await.unwrap() == 0 {
                break;
            }
        }
    };
    let both = async { tokio::join!(writing, reading) };
    within("the conversation", both).await;
    writes.shutdown().await.unwrap();
    drop((reads, writes));
    let end = Instant::now() + 4 * DELAY;
    sleep_until(end).await;
    let mut pieces = recording.pieces().split_off(handshake);
    for piece in &mut pieces {
        piece.sent -= zero;
        piece.received = piece.received.map(|time| time - zero);
    }
    pieces
}

/// What the frames say, in words, behind their first byte.
fn arrows(pieces: &[Piece]) -> Vec<Arrow> {
    let named = |piece: &Piece| {
        let mut arrow = Arrow::from(piece);
        if let Event::Bytes(bytes) = &piece.event {
            arrow.label = words(bytes);
        }
        arrow
    };
    pieces.iter().map(named).collect()
}

fn words(bytes: &Shared) -> String {
    let (header, size) = Header::decode(bytes).unwrap().unwrap();
    let mut payload = bytes[size..].to_vec();
    assert_eq!(payload.len() as u64, header.size, "one frame in a piece");
    mask(&mut payload, header.mask.unwrap_or_default());
    if header.opcode == Opcode::Close {
        let code = u16::from_be_bytes(payload[..2].try_into().unwrap());
        return format!("{:02x} close {code}", bytes[0]);
    }
    let opcode = match header.opcode {
        Opcode::Continuation => "rest",
        Opcode::Text => "text",
        Opcode::Ping => "ping",
        Opcode::Pong => "pong",
        other => panic!("{other:?}"),
    };
    let text = kit::readable(&payload);
    format!("{:02x} {opcode} {text}", bytes[0])
}

fn bytes_of(pieces: &[Piece]) -> (Vec<u8>, Vec<u8>) {
    let (mut up, mut down) = (Vec::new(), Vec::new());
    for piece in pieces {
        if let Event::Bytes(bytes) = &piece.event {
            match piece.direction {
                Direction::ToServer => up.extend_from_slice(bytes),
                Direction::ToClient => down.extend_from_slice(bytes),
            }
        }
    }
    (up, down)
}

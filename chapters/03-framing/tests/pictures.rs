//! The page's pictures and prices, from recordings of real conversations.

use std::num::NonZeroUsize;
use std::time::Duration;

use bytes::BytesMut;
use framing::{Config, LengthDecoder, answer, ask, encode_length};
use kit::picture::{Bytes, Picture, Sequence};
use kit::{spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wiretap::{Direction, Event, MemoryStream, Piece, Recording, Wire};

const SECOND: Duration = Duration::from_secs(1);
const RECORDED: &str = "cargo test -p chapter-03 --test pictures";

#[tokio::test(start_paused = true)]
async fn one_ping_in_slices_is_drawn() {
    let wire = Wire {
        delay: Duration::from_millis(50),
        slice: NonZeroUsize::new(1),
        ..Wire::default()
    };
    let picture = Sequence::new("framing-sliced", &lines(wire).await)
        .caption(
            "One `ping` and one `pong` over a wire that delivers a byte at a \
             time, 50 ms one way. Each of them is one write: its five pieces \
             are sent at the same moment, and leave one after the other. The \
             server reads five times and answers once: at the line end.",
        )
        .command(RECORDED);
    kit::pin!("framing-sliced", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn the_bytes_of_a_line_are_drawn() {
    let sent = said(&lines(Wire::default()).await, Direction::ToServer);
    let (line, end) = sent.split_at(b"ping".len());
    let picture = Bytes::new("framing-line")
        .sent(Direction::ToServer)
        .meant("line", line)
        .overhead("line end", end)
        .caption("`ping` as a line: one byte says where it ends.")
        .command(RECORDED);
    kit::pin!("framing-line", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn the_bytes_of_a_message_with_its_length_are_drawn() {
    let sent = said(&lengths(Wire::default()).await, Direction::ToServer);
    let (length, message) = sent.split_at(4);
    let picture = Bytes::new("framing-length")
        .sent(Direction::ToServer)
        .overhead("length", length)
        .meant("message", message)
        .caption(
            "`ping` with its length in front: four bytes say how many \
             follow, whatever they are.",
        )
        .command(RECORDED);
    kit::pin!("framing-length", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn the_price_of_a_line_is_counted_from_the_wire() {
    let price = price("TCP, a line is a message", &lines(slow()).await);
    kit::pin!("price-of-a-line", price);
}

#[tokio::test(start_paused = true)]
async fn the_price_of_a_length_in_front_is_counted_from_the_wire() {
    let price = price("TCP, a length in front", &lengths(slow()).await);
    kit::pin!("price-of-a-length", price);
}

fn slow() -> Wire {
    Wire { delay: Duration::from_millis(25), ..Wire::default() }
}

/// One row: bytes up, bytes down, round trips, who may speak first.
fn price(what: &str, pieces: &[Piece]) -> String {
    let size = |direction| said(pieces, direction).len();
    let answered = pieces[1].received.unwrap();
    // A fresh connection spends a round trip on the handshake, which a wire
    // between two sockets cannot show.
    let trips = (answered - pieces[0].sent).as_millis() / 50;
    let (up, down) = (size(Direction::ToServer), size(Direction::ToClient));
    format!("| 03 | {what} | {up} | {down} | 1 + {trips} | either |")
}

/// A ping and a pong as lines, by our client and our server.
async fn lines(wire: Wire) -> Vec<Piece> {
    let recording = Recording::default();
    let (client, server) = wire.connect(recording.recorder());
    spawn(async move { answer(&Config::default(), server).await });
    let asked = ask(client, SECOND, Some(1));
    within("the pong", asked).await.unwrap();
    recording.pieces()
}

/// The same with their lengths in front.
async fn lengths(wire: Wire) -> Vec<Piece> {
    let recording = Recording::default();
    let (mut client, mut server) = wire.connect(recording.recorder());
    spawn(async move {
        assert_eq!(receive(&mut server).await, b"ping");
        give(&mut server, b"pong").await;
        std::future::pending::<()>().await;
    });
    give(&mut client, b"ping").await;
    let pong = within("the pong", receive(&mut client)).await;
    assert_eq!(pong, b"pong");
    recording.pieces()
}

async fn give(stream: &mut MemoryStream, message: &[u8]) {
    let mut buffer = BytesMut::new();
    encode_length(message, 64, &mut buffer).unwrap();
    stream.write_all(&buffer).await.unwrap();
}

async fn receive(stream: &mut MemoryStream) -> Vec<u8> {
    let (decoder, mut buffer) = (LengthDecoder::new(64), BytesMut::new());
    loop {
        if let Some(message) = decoder.decode(&mut buffer).unwrap() {
            return message.to_vec();
        }
        let size = stream.read_buf(&mut buffer).await.unwrap();
        assert!(size > 0, "the peer has finished");
    }
}

fn said(pieces: &[Piece], direction: Direction) -> Vec<u8> {
    let mut said = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.direction == direction) {
        if let Event::Bytes(bytes) = &piece.event {
            said.extend_from_slice(bytes);
        }
    }
    said
}

//! The two sides over a wire in memory, on a clock that only moves when
//! everybody waits: exact, and over at once.

use std::io::ErrorKind;
use std::num::NonZeroUsize;
use std::time::Duration;

use kit::{deliveries, send, spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;
use wiretap::{Death, Direction, Event, Piece, Recording, Wire, pair};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn the_first_ping_comes_after_a_second_as_with_set_interval() {
    let pieces = conversation(Wire::default(), 2).await;
    let pings: Vec<Duration> =
        sent(&pieces, Direction::ToServer).map(|piece| piece.sent).collect();
    assert_eq!(pings, [SECOND, 2 * SECOND]);
}

#[tokio::test(start_paused = true)]
async fn every_read_is_answered_so_a_sliced_ping_gets_four_pongs() {
    let wire = Wire { slice: NonZeroUsize::new(1), ..Wire::default() };
    let (mut client, server) = wire.connect(Recording::default().recorder());
    spawn(ping::answer(server));
    client.write_all(b"ping").await.unwrap();
    client.shutdown().await.unwrap();
    assert_eq!(read_all(&mut client).await, b"pong\n".repeat(4));
}

#[tokio::test(start_paused = true)]
async fn the_number_of_pongs_is_the_number_of_reads_in_every_delivery() {
    for delivery in deliveries(&[b"ping", b"ping"]) {
        let (mut client, server) = pair();
        spawn(ping::answer(server));
        send(&mut client, &delivery).await.unwrap();
        client.shutdown().await.unwrap();
        let pongs = read_all(&mut client).await.len() / b"pong\n".len();
        assert_eq!(pongs, delivery.pieces.len(), "{}", delivery.name);
    }
}

#[tokio::test(start_paused = true)]
async fn any_bytes_are_a_ping_even_those_that_are_not_utf_8() {
    let (mut client, server) = pair();
    spawn(ping::answer(server));
    client.write_all(b"\xff\xfe\x00").await.unwrap();
    client.shutdown().await.unwrap();
    assert_eq!(read_all(&mut client).await, b"pong\n");
}

#[tokio::test(start_paused = true)]
async fn a_client_that_has_finished_ends_its_conversation_without_an_error() {
    let (mut client, server) = pair();
    let server = spawn(ping::answer(server));
    client.shutdown().await.unwrap();
    within("the server's end", server).await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_reset_is_an_error_on_both_sides() {
    let wire = Wire { end: Some((4, Death::Rst)), ..Wire::default() };
    let (client, server) = wire.connect(Recording::default().recorder());
    let server = spawn(ping::answer(server));
    let asked = within("the client", ping::ask(client, SECOND, None)).await;
    assert_eq!(asked.unwrap_err().kind(), ErrorKind::ConnectionReset);
    let answered = within("the server", server).await.unwrap();
    assert_eq!(answered.unwrap_err().kind(), ErrorKind::ConnectionReset);
}

#[tokio::test(start_paused = true)]
async fn a_client_says_so_when_the_server_closes_the_connection() {
    let wire = Wire { end: Some((9, Death::Fin)), ..Wire::default() };
    let (client, server) = wire.connect(Recording::default().recorder());
    spawn(ping::answer(server));
    let asked = within("the client", ping::ask(client, SECOND, None)).await;
    let error = asked.unwrap_err();
    assert_eq!(error.to_string(), "the server has closed the connection");
}

#[tokio::test(start_paused = true)]
async fn after_a_pulled_cable_neither_side_ever_notices() {
    let wire = Wire { end: Some((4, Death::Silence)), ..Wire::default() };
    let (client, server) = wire.connect(Recording::default().recorder());
    let server = spawn(ping::answer(server));
    let asked = spawn(ping::ask(client, SECOND, None));
    assert!(timeout(1000 * SECOND, asked).await.is_err());
    assert!(timeout(1000 * SECOND, server).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_client_that_never_reads_does_not_fill_the_servers_memory() {
    // What fits into the two sockets is all that is ever taken.
    let (mut client, server) = pair();
    spawn(ping::answer(server));
    let taken = async {
        let mut taken = 0;
        loop {
            taken += client.write(&[b'p'; 1024]).await.unwrap();
            if taken > 100 * 1024 * 1024 {
                return taken;
            }
        }
    };
    let hour = Duration::from_secs(3600);
    let taken = timeout(hour, taken).await;
    assert!(taken.is_err(), "{taken:?} bytes were taken");
}

#[tokio::test(start_paused = true)]
async fn the_price_of_a_ping_is_counted_from_the_wire() {
    let wire = Wire { delay: Duration::from_millis(25), ..Wire::default() };
    let pieces = conversation(wire, 1).await;
    let size = |direction| -> usize {
        sent(&pieces, direction).map(|piece| bytes(piece).len()).sum()
    };
    let started = pieces[0].sent;
    let answered = pieces[1].received.unwrap();
    // One trip there and back; a fresh connection spends another one on the
    // handshake, which a wire between two sockets cannot show.
    let trips = (answered - started).as_millis() / 50;
    kit::pin!(
        "price-of-a-ping",
        format!(
            "| 01 | TCP, a read is a ping | {} | {} | {} + {trips} | either |",
            size(Direction::ToServer),
            size(Direction::ToClient),
            1,
        )
    );
}

/// Chapter 01's client and server, until `count` pongs have come.
async fn conversation(wire: Wire, count: u64) -> Vec<Piece> {
    let recording = Recording::default();
    let (client, server) = wire.connect(recording.recorder());
    spawn(ping::answer(server));
    let asked = ping::ask(client, SECOND, Some(count));
    within("the last pong", asked).await.unwrap();
    recording.pieces()
}

fn sent(
    pieces: &[Piece],
    direction: Direction,
) -> impl Iterator<Item = &Piece> {
    pieces.iter().filter(move |piece| piece.direction == direction)
}

fn bytes(piece: &Piece) -> &[u8] {
    match &piece.event {
        Event::Bytes(bytes) => bytes,
        _ => &[],
    }
}

async fn read_all(stream: &mut wiretap::MemoryStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    let what = "the end of what the server says";
    within(what, stream.read_to_end(&mut bytes)).await.unwrap();
    bytes
}

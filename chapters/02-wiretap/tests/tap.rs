//! A tap records what its stream's owner sees, and changes none of it.

use std::num::NonZeroUsize;
use std::time::Duration;

use bytes::Bytes;
use kit::{spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wiretap::{
    Direction, Event, Piece, Recorder, Recording, Side, Stream, Tap, Wire,
    dump, pair,
};

#[tokio::test(start_paused = true)]
async fn it_records_what_is_read_and_written_and_both_ends() {
    let recording = Recording::default();
    let (client, server) = pair();
    spawn(ping::answer(server));
    let mut client = Tap::new(client, Side::Client, recording.recorder());
    client.write_all(b"ping").await.unwrap();
    let mut pong = [0; 5];
    within("the pong", client.read_exact(&mut pong)).await.unwrap();
    assert_eq!(&pong, b"pong\n");
    client.shutdown().await.unwrap();
    let mut rest = Vec::new();
    within("the end", client.read_to_end(&mut rest)).await.unwrap();
    assert_eq!(
        seen(&recording),
        [
            (Direction::ToServer, bytes(b"ping")),
            (Direction::ToClient, bytes(b"pong\n")),
            (Direction::ToServer, Event::Fin),
            (Direction::ToClient, Event::Fin),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn at_the_servers_end_the_same_bytes_go_the_same_way() {
    let recording = Recording::default();
    let (mut client, server) = pair();
    let server = Tap::new(server, Side::Server, recording.recorder());
    spawn(ping::answer(server));
    client.write_all(b"ping").await.unwrap();
    let mut pong = [0; 5];
    within("the pong", client.read_exact(&mut pong)).await.unwrap();
    assert_eq!(
        seen(&recording),
        [
            (Direction::ToServer, bytes(b"ping")),
            (Direction::ToClient, bytes(b"pong\n")),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_reset_is_recorded_as_one() {
    let recording = Recording::default();
    let (client, server) = pair();
    let mut client = Tap::new(client, Side::Client, recording.recorder());
    server.reset();
    drop(server);
    let read = within("the reset", client.read(&mut [0; 8])).await;
    assert!(read.is_err());
    assert_eq!(seen(&recording), [(Direction::ToClient, Event::Rst)]);
}

#[tokio::test(start_paused = true)]
async fn it_has_one_clock_where_a_wire_has_two() {
    let (at_the_end, on_the_wire) =
        (Recording::default(), Recording::default());
    let delay = std::time::Duration::from_millis(50);
    let slice = NonZeroUsize::new(4);
    let wire = Wire { delay, slice, ..Wire::default() };
    let tap: Recorder = at_the_end.recorder();
    let (client, server) = wire.connect(on_the_wire.recorder());
    spawn(ping::answer(server));
    let mut client = Tap::new(client, Side::Client, tap);
    client.write_all(b"ping").await.unwrap();
    let mut pong = [0; 5];
    within("the pong", client.read_exact(&mut pong)).await.unwrap();
    let took = |piece: &Piece| piece.received.unwrap() - piece.sent;
    assert!(at_the_end.pieces().iter().all(|p| took(p).is_zero()));
    assert!(on_the_wire.pieces().iter().all(|p| took(p) >= delay));
}

fn seen(recording: &Recording) -> Vec<(Direction, Event)> {
    let pieces = recording.pieces();
    pieces.into_iter().map(|p| (p.direction, p.event)).collect()
}

fn bytes(bytes: &'static [u8]) -> Event {
    Event::Bytes(bytes.into())
}

#[test]
fn the_rows_of_a_long_piece_stand_below_each_other() {
    let bytes = Bytes::from_static(b"ping ping ping\n");
    let (direction, event) = (Direction::ToServer, Event::Bytes(bytes));
    let sent = Duration::from_millis(1500);
    let piece = Piece { connection: 1, direction, event, sent, received: None };
    let first = " 1     1.500      lost   ->    15  ";
    let rows = [
        format!("{first}70 69 6e 67 20 70 69 6e ping pin\n"),
        format!("{:35}67 20 70 69 6e 67 0a    g ping.\n", ""),
    ];
    assert_eq!(first.len(), 35);
    assert_eq!(dump(&piece), rows.concat());
}

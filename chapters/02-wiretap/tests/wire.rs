//! The wire in memory, on a clock that only moves when everybody waits.

use std::io::ErrorKind;
use std::num::NonZeroUsize;
use std::time::Duration;

use kit::{spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, sleep, timeout};
use wiretap::{
    Death, Direction, Event, MemoryStream, Piece, Recording, Stream, Wire,
};

const MS: Duration = Duration::from_millis(1);
const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test(start_paused = true)]
async fn it_changes_no_byte_whatever_it_does_to_them() {
    let bytes: Vec<u8> = (0..5_000_u32).map(|n| (n * 7 / 3) as u8).collect();
    for slice in [None, NonZeroUsize::new(1), NonZeroUsize::new(999)] {
        let wire = Wire { delay: 50 * MS, slice, end: None };
        let (mut client, mut server, _) = connected(wire);
        let (up, down) = (bytes.clone(), bytes.clone());
        spawn(async move {
            let (mut reads, mut writes) = tokio::io::split(&mut server);
            let mut got = Vec::new();
            let (read, written) =
                tokio::join!(reads.read_to_end(&mut got), async {
                    writes.write_all(&down).await?;
                    writes.shutdown().await
                });
            read.unwrap();
            written.unwrap();
            assert!(got == down, "what the server read, slice {slice:?}");
        });
        let (mut reads, mut writes) = tokio::io::split(&mut client);
        let mut got = Vec::new();
        let both = async {
            tokio::join!(reads.read_to_end(&mut got), async {
                writes.write_all(&up).await?;
                writes.shutdown().await
            })
        };
        within("both streams' ends", both).await.0.unwrap();
        assert!(got == up, "what the client read, slice {slice:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_delay_of_50_ms_is_100_ms_there_and_back() {
    let (mut client, server, _) =
        connected(Wire { delay: 50 * MS, ..Wire::default() });
    spawn(ping::answer(server));
    let start = Instant::now();
    client.write_all(b"ping").await.unwrap();
    read(&mut client).await.unwrap();
    assert_eq!(start.elapsed(), 100 * MS);
}

#[tokio::test(start_paused = true)]
async fn what_is_under_way_keeps_nothing_else_waiting() {
    let wire = Wire { delay: 50 * MS, ..Wire::default() };
    let (mut client, _server, recording) = connected(wire);
    for _ in 0..3 {
        client.write_all(b"ping").await.unwrap();
        sleep(10 * MS).await;
    }
    sleep(100 * MS).await;
    let received: Vec<_> =
        recording.pieces().iter().map(|p| p.received.unwrap()).collect();
    assert_eq!(received, [50 * MS, 60 * MS, 70 * MS]);
}

#[tokio::test(start_paused = true)]
async fn every_slice_is_read_on_its_own() {
    let slice = NonZeroUsize::new(3);
    let (mut client, mut server, _) =
        connected(Wire { slice, ..Wire::default() });
    client.write_all(b"ping-pong").await.unwrap();
    for slice in ["pin", "g-p", "ong"] {
        assert_eq!(read(&mut server).await.unwrap(), slice.as_bytes());
    }
}

#[tokio::test(start_paused = true)]
async fn one_side_can_finish_while_the_other_goes_on() {
    let (mut client, mut server, _) = connected(Wire::default());
    client.write_all(b"question").await.unwrap();
    client.shutdown().await.unwrap();
    let mut question = Vec::new();
    let read = server.read_to_end(&mut question);
    within("the client's FIN", read).await.unwrap();
    server.write_all(b"answer").await.unwrap();
    drop(server);
    let mut answer = Vec::new();
    let read = client.read_to_end(&mut answer);
    within("the answer", read).await.unwrap();
    assert_eq!(
        (&question[..], &answer[..]),
        (&b"question"[..], &b"answer"[..])
    );
}

#[tokio::test(start_paused = true)]
async fn a_wire_that_closes_looks_like_a_peer_that_has_finished() {
    let (mut client, mut server, _) = cut(4, Death::Fin).await;
    assert_eq!(read(&mut server).await.unwrap(), b"ping");
    assert_eq!(read(&mut server).await.unwrap(), b"");
    assert_eq!(read(&mut client).await.unwrap(), b"");
}

#[tokio::test(start_paused = true)]
async fn a_wire_that_resets_is_an_error_after_what_had_arrived() {
    let (mut client, mut server, _) = cut(4, Death::Rst).await;
    assert_eq!(read(&mut server).await.unwrap(), b"ping");
    let reset = ErrorKind::ConnectionReset;
    assert_eq!(read(&mut server).await.unwrap_err(), reset);
    assert_eq!(read(&mut client).await.unwrap_err(), reset);
    let written = client.write(b"ping").await;
    assert_eq!(written.unwrap_err().kind(), reset);
}

#[tokio::test(start_paused = true)]
async fn a_frozen_wire_says_nothing_to_anybody() {
    let (mut client, mut server, _) = cut(4, Death::Silence).await;
    assert_eq!(read(&mut server).await.unwrap(), b"ping");
    client.write_all(b"are you there?").await.unwrap();
    let mut buffer = [0; 8];
    assert!(timeout(HOUR, server.read(&mut buffer)).await.is_err());
    assert!(timeout(HOUR, client.read(&mut buffer)).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn it_ends_after_exactly_that_many_bytes_both_ways_together() {
    for after in 0..=9 {
        let wire = Wire { end: Some((after, Death::Fin)), ..Wire::default() };
        let (mut client, server, recording) = connected(wire);
        spawn(ping::answer(server));
        client.write_all(b"ping").await.unwrap();
        let mut got = Vec::new();
        let read = client.read_to_end(&mut got);
        within("the wire's end", read).await.unwrap();
        let delivered: usize = recording
            .pieces()
            .iter()
            .filter(|piece| piece.received.is_some())
            .map(size)
            .sum();
        assert_eq!(delivered, after);
        assert_eq!(got.len(), after.saturating_sub(4));
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_never_arrives_is_recorded_as_lost() {
    let (mut client, _server, recording) = cut(4, Death::Silence).await;
    client.write_all(b"lost").await.unwrap();
    sleep(MS).await;
    let pieces = recording.pieces();
    assert_eq!(pieces[0].received, Some(Duration::ZERO));
    let lost = Event::Bytes(b"lost"[..].into());
    assert_eq!((&pieces[1].event, pieces[1].received), (&lost, None));
}

#[tokio::test(start_paused = true)]
async fn a_reset_by_one_peer_reaches_the_other_after_the_delay() {
    let wire = Wire { delay: 50 * MS, ..Wire::default() };
    let (client, mut server, recording) = connected(wire);
    client.reset();
    drop(client);
    let start = Instant::now();
    let error = read(&mut server).await.unwrap_err();
    assert_eq!(error, ErrorKind::ConnectionReset);
    assert_eq!(start.elapsed(), 50 * MS);
    let pieces = recording.pieces();
    assert_eq!(pieces.len(), 1);
    assert_eq!(pieces[0].event, Event::Rst);
    assert_eq!(pieces[0].direction, Direction::ToServer);
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_stops_reading_slows_the_other_side_down() {
    let (mut client, server, _) = connected(Wire::default());
    let mut taken = 0;
    while let Ok(written) = timeout(HOUR, client.write(&[0; 1024])).await {
        taken += written.unwrap();
        assert!(taken < 1 << 20, "the wire keeps what nobody reads");
    }
    // All of it is still there for whoever reads after all.
    drop(client);
    let mut server = server;
    let mut got = Vec::new();
    let read = server.read_to_end(&mut got);
    within("all that was taken", read).await.unwrap();
    assert_eq!(got.len(), taken);
}

fn connected(wire: Wire) -> (MemoryStream, MemoryStream, Recording) {
    let recording = Recording::default();
    let (client, server) = wire.connect(recording.recorder());
    (client, server, recording)
}

/// A wire that has just delivered one ping, and then ended.
async fn cut(
    after: usize,
    death: Death,
) -> (MemoryStream, MemoryStream, Recording) {
    let wire = Wire { end: Some((after, death)), ..Wire::default() };
    let (mut client, server, recording) = connected(wire);
    client.write_all(b"ping").await.unwrap();
    sleep(MS).await;
    (client, server, recording)
}

async fn read(stream: &mut MemoryStream) -> Result<Vec<u8>, ErrorKind> {
    let mut buffer = vec![0; 64];
    let read = within("a read", stream.read(&mut buffer)).await;
    buffer.truncate(read.map_err(|error| error.kind())?);
    Ok(buffer)
}

fn size(piece: &Piece) -> usize {
    match &piece.event {
        Event::Bytes(bytes) => bytes.len(),
        Event::Fin | Event::Rst => 0,
    }
}

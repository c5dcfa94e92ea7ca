//! How a wire ends, and what it says of it: the cases that are easy to get
//! wrong. On a clock that only moves when everybody waits.

use std::time::Duration;

use kit::{spawn, within};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, split};
use tokio::time::{Instant, sleep};
use wiretap::{Death, Direction, Event, MemoryStream, Recording, Stream, Wire};

const MS: Duration = Duration::from_millis(1);

#[tokio::test(start_paused = true)]
async fn a_dead_servers_last_words_arrive_before_its_reset() {
    let wire = Wire { delay: 50 * MS, ..Wire::default() };
    let (mut client, mut server, _) = connected(wire);
    spawn(async move {
        server.read_exact(&mut [0; 1]).await.unwrap();
        server.write_all(b"sorry\n").await.unwrap();
    });
    client.write_all(b"a").await.unwrap();
    sleep(10 * MS).await;
    client.write_all(b"b").await.unwrap(); // nobody is there to read it
    let mut heard = [0; 6];
    let read = client.read_exact(&mut heard);
    within("the last words", read).await.unwrap();
    assert_eq!(&heard, b"sorry\n");
}

#[tokio::test(start_paused = true)]
async fn a_write_to_a_server_that_is_gone_fails_in_the_end() {
    let (mut client, mut server, _) = connected(Wire::default());
    client.write_all(b"a").await.unwrap();
    within("the byte", server.read_exact(&mut [0; 1])).await.unwrap();
    server.reset();
    drop(server);
    sleep(MS).await;
    assert!(client.write_all(b"b").await.is_err());
}

#[tokio::test(start_paused = true)]
async fn it_counts_right_while_both_sides_flood_it() {
    for end in [20_000, 40_000, 50_001, 70_000] {
        let wire = Wire { end: Some((end, Death::Fin)), ..Wire::default() };
        let (client, server, recording) = connected(wire);
        let (client_reads, client_writes) = split(client);
        let (server_reads, server_writes) = split(server);
        for mut writes in [client_writes, server_writes] {
            spawn(async move {
                let _ = writes.write_all(&[7; 100_000]).await;
                std::future::pending::<()>().await;
            });
        }
        let up = spawn(read_slowly(server_reads, 300));
        let down = spawn(read_slowly(client_reads, 700));
        let up = within("the server's end", up).await.unwrap();
        let down = within("the client's end", down).await.unwrap();
        assert_eq!(up + down, end);
        let recorded: usize = recording
            .pieces()
            .iter()
            .filter(|piece| piece.received.is_some())
            .map(|piece| match &piece.event {
                Event::Bytes(bytes) => bytes.len(),
                _ => 0,
            })
            .sum();
        assert_eq!(recorded, end);
    }
}

#[tokio::test(start_paused = true)]
async fn a_long_delay_holds_up_nobody_behind_it() {
    let wire = Wire { delay: 1000 * MS, ..Wire::default() };
    let (mut client, _server, recording) = connected(wire);
    for _ in 0..60 {
        client.write_all(b"ping").await.unwrap();
        sleep(20 * MS).await;
    }
    sleep(2000 * MS).await;
    let pieces = recording.pieces();
    assert_eq!(pieces.len(), 60);
    for (number, piece) in pieces.iter().enumerate() {
        assert_eq!(piece.sent, 20 * MS * number as u32);
        assert_eq!(piece.received, Some(piece.sent + 1000 * MS));
    }
}

#[tokio::test(start_paused = true)]
async fn a_close_is_told_to_both_at_once_and_not_waited_for_without_end() {
    let start = Instant::now();
    let wire = Wire { end: Some((4, Death::Fin)), ..Wire::default() };
    let (mut client, mut server, recording) = connected(wire);
    client.write_all(b"ping").await.unwrap();
    let mut got = Vec::new();
    within("a FIN", server.read_to_end(&mut got)).await.unwrap();
    within("a FIN", client.read_to_end(&mut got)).await.unwrap();
    assert_eq!(start.elapsed(), Duration::ZERO);
    // What is said after that is taken, and lost.
    client.write_all(b"late").await.unwrap();
    sleep(MS).await;
    let late = Event::Bytes(b"late"[..].into());
    let last = recording.pieces().pop().unwrap();
    assert_eq!((last.event, last.received), (late, None));
    sleep(1100 * MS).await;
    assert!(client.write_all(b"too late").await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_fin_is_recorded_in_either_direction_and_lost_after_a_freeze() {
    let (mut client, mut server, recording) = connected(Wire::default());
    client.shutdown().await.unwrap();
    sleep(MS).await;
    server.shutdown().await.unwrap();
    sleep(MS).await;
    let fin = |direction, arrived| (direction, Event::Fin, arrived);
    let (up, down) = (Direction::ToServer, Direction::ToClient);
    assert_eq!(seen(&recording), [fin(up, true), fin(down, true)]);

    let wire = Wire { end: Some((0, Death::Silence)), ..Wire::default() };
    let (mut client, _server, recording) = connected(wire);
    client.shutdown().await.unwrap();
    sleep(MS).await;
    assert_eq!(seen(&recording), [fin(up, false)]);
}

#[test]
fn all_connections_of_a_recorder_share_one_clock() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        let first = Recording::default().recorder();
        sleep(20 * MS).await;
        assert_eq!(first.for_connection(2).now(), 20 * MS);
    });
}

async fn read_slowly(mut reads: impl AsyncRead + Unpin, size: usize) -> usize {
    let mut buffer = vec![0; size];
    let mut total = 0;
    loop {
        sleep(MS).await;
        match reads.read(&mut buffer).await {
            Ok(0) | Err(_) => return total,
            Ok(more) => total += more,
        }
    }
}

fn connected(wire: Wire) -> (MemoryStream, MemoryStream, Recording) {
    let recording = Recording::default();
    let (client, server) = wire.connect(recording.recorder());
    (client, server, recording)
}

fn seen(recording: &Recording) -> Vec<(Direction, Event, bool)> {
    let pieces = recording.pieces().into_iter();
    let seen = pieces.map(|p| (p.direction, p.event, p.received.is_some()));
    seen.collect()
}

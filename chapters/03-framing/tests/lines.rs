//! Lines on a stream: what a reader of a connection has to hold out.

use std::num::NonZeroUsize;
use std::time::Duration;

use framing::{Error, Lines};
use kit::{Delivery, deliveries, send, spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt, repeat};
use tokio::time::{Instant, interval};
use wiretap::{Death, Event, Recording, Side, Tap, Wire, pair};

const LIMIT: usize = 8192;
const MS: Duration = Duration::from_millis(1);

#[tokio::test(start_paused = true)]
async fn the_same_lines_are_read_however_they_are_delivered() {
    for delivery in deliveries(&[b"ping\n", b"gr\xc3\xbcn\r\n", b"\n"]) {
        let (mut client, server) = pair();
        let name = delivery.name;
        spawn(async move {
            send(&mut client, &delivery).await.unwrap();
            client.shutdown().await.unwrap();
        });
        let read = all(&mut Lines::new(server, LIMIT)).await.unwrap();
        assert_eq!(read, ["ping", "grün", ""], "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_read_that_loses_a_select_loses_no_byte() {
    // Between any two bytes, a tick drops the future of `next`.
    let wire = Wire { slice: NonZeroUsize::new(1), ..Wire::default() };
    let (mut client, server) = wire.connect(Recording::default().recorder());
    client.write_all(b"ping\nping\n").await.unwrap();
    client.shutdown().await.unwrap();
    let mut lines = Lines::new(server, LIMIT);
    let mut ticks = interval(MS / 4);
    let (mut read, mut dropped) = (Vec::new(), 0);
    within("two lines", async {
        loop {
            tokio::select! {
                line = lines.next() => match line.unwrap() {
                    Some(line) => read.push(line),
                    None => break,
                },
                _ = ticks.tick() => dropped += 1,
            }
        }
    })
    .await;
    assert_eq!(read, ["ping", "ping"]);
    assert!(dropped >= 10, "only {dropped} reads were dropped");
}

#[tokio::test(start_paused = true)]
async fn half_a_line_and_a_fin_is_no_line() {
    let (mut client, server) = pair();
    client.write_all(b"ping\npi").await.unwrap();
    client.shutdown().await.unwrap();
    let mut lines = Lines::new(server, LIMIT);
    assert_eq!(next(&mut lines).await.unwrap().as_deref(), Some("ping"));
    let error = next(&mut lines).await.unwrap_err();
    assert!(matches!(error, Error::Incomplete { size: 2 }), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_fin_between_two_lines_is_the_end_and_no_error() {
    let (mut client, server) = pair();
    client.write_all(b"ping\n").await.unwrap();
    client.shutdown().await.unwrap();
    assert_eq!(all(&mut Lines::new(server, LIMIT)).await.unwrap(), ["ping"]);
}

#[tokio::test(start_paused = true)]
async fn a_reset_is_an_error_after_the_lines_that_had_come() {
    let wire = Wire { end: Some((7, Death::Rst)), ..Wire::default() };
    let (mut client, server) = wire.connect(Recording::default().recorder());
    client.write_all(b"ping\nping\n").await.unwrap();
    let mut lines = Lines::new(server, LIMIT);
    assert_eq!(next(&mut lines).await.unwrap().as_deref(), Some("ping"));
    let error = next(&mut lines).await.unwrap_err();
    assert!(matches!(error, Error::Io(_)), "{error}");
}

#[tokio::test(start_paused = true)]
async fn an_endless_line_is_refused_after_the_limit_and_one_read_more() {
    let plenty = 1 << 30;
    let mut endless = repeat(b'a').take(plenty);
    let mut lines = Lines::new(&mut endless, LIMIT);
    let error = next(&mut lines).await.unwrap_err();
    assert!(matches!(error, Error::LineTooLong { .. }), "{error}");
    let taken = plenty - endless.limit();
    assert!(taken <= LIMIT as u64 + 4096, "{taken} bytes were taken");
}

#[tokio::test(start_paused = true)]
async fn a_flood_of_lines_is_read_no_faster_than_it_is_taken() {
    let plenty = 1 << 30;
    let mut flood = repeat(b'\n').take(plenty);
    let mut lines = Lines::new(&mut flood, LIMIT);
    within("ten thousand lines", async {
        for _ in 0..10_000 {
            assert_eq!(lines.next().await.unwrap().as_deref(), Some(""));
        }
    })
    .await;
    let taken = plenty - flood.limit();
    assert!(taken <= 10_000 + 4096, "{taken} bytes were taken");
}

#[tokio::test(start_paused = true)]
async fn a_waiting_reader_holds_no_buffer() {
    // An array of 4096 bytes in the future would cost every idle connection
    // as much.
    let (_client, server) = pair();
    let mut lines = Lines::new(server, LIMIT);
    let size = std::mem::size_of_val(&lines.next());
    assert!(size < 256, "the future of next has {size} bytes");
}

#[tokio::test(start_paused = true)]
async fn a_line_leaves_in_one_write() {
    let recording = Recording::default();
    let (client, _server) = pair();
    let tap = Tap::new(client, Side::Client, recording.recorder());
    let mut lines = Lines::new(tap, LIMIT);
    lines.send("ping").await.unwrap();
    let events = recording.pieces().into_iter().map(|piece| piece.event);
    let events: Vec<Event> = events.collect();
    assert_eq!(events, [Event::Bytes(b"ping\n"[..].into())]);
    let error = lines.send("ping\nping").await.unwrap_err();
    assert!(matches!(error, Error::LineEndInside { at: 4 }), "{error}");
}

#[tokio::test(start_paused = true)]
async fn draining_ends_with_the_peers_fin_or_after_a_second() {
    let (mut client, server) = pair();
    let mut lines = Lines::new(server, LIMIT);
    client.write_all(b"more, and half a li").await.unwrap();
    let start = Instant::now();
    lines.drain().await;
    assert_eq!(start.elapsed(), Duration::from_secs(1));
    client.shutdown().await.unwrap();
    let start = Instant::now();
    lines.drain().await;
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn draining_a_flood_ends_after_a_mebibyte() {
    let plenty = 1 << 30;
    let mut flood = repeat(b'a').take(plenty);
    Lines::new(&mut flood, LIMIT).drain().await;
    let taken = plenty - flood.limit();
    assert!(taken <= (1 << 20) + 4096, "{taken} bytes were taken");
}

#[tokio::test(start_paused = true)]
async fn a_reader_of_one_half_needs_no_other_half() {
    // What a chat room does: one task reads, another one writes.
    let (mut client, server) = pair();
    let (reader, _writer) = tokio::io::split(server);
    let mut lines = Lines::new(reader, LIMIT);
    let pieces = vec![b"pi".to_vec(), b"ng\n".to_vec()];
    let delivery = Delivery { name: "in two", pieces };
    send(&mut client, &delivery).await.unwrap();
    assert_eq!(next(&mut lines).await.unwrap().as_deref(), Some("ping"));
}

async fn next<S: tokio::io::AsyncRead + Unpin>(
    lines: &mut Lines<S>,
) -> Result<Option<String>, Error> {
    within("the next line", lines.next()).await
}

async fn all<S: tokio::io::AsyncRead + Unpin>(
    lines: &mut Lines<S>,
) -> Result<Vec<String>, Error> {
    let mut all = Vec::new();
    while let Some(line) = next(lines).await? {
        all.push(line);
    }
    Ok(all)
}

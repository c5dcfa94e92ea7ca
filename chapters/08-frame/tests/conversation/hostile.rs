//! Clients that want to bring the server down, each over its limits.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use frame::{Config, Error, echo};
use kit::{expect_wire, spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use upgrade::{ask, fresh_key};

use crate::{close, masked, open};

#[tokio::test(start_paused = true)]
async fn a_message_that_never_comes_to_its_point_ends_after_100_000_fragments()
{
    let mut talk = open(Config::default()).await;
    talk.write(&masked(0x01, b"")).await;
    let endless = masked(0x00, b"").repeat(1000);
    // The last 1000 come when it has had enough, and are forgotten.
    for _ in 0..=100 {
        talk.write(&endless).await;
    }
    let reason = "message in more than 100000 fragments";
    expect_wire(&talk.rest().await, &close(1008, reason), "its close frame");
    let error = talk.verdict().await.unwrap_err();
    assert!(matches!(error, Error::TooManyFragments { .. }), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_mebibyte_is_taken_and_a_byte_more_is_not() {
    let most = 1024 * 1024;
    let talk = open(Config::default()).await;
    let payload = vec![b'x'; most];
    let (frame, echo) = (masked(0x82, &payload), crate::framed(0x82, &payload));
    // Both ways at once: neither end holds all of it.
    let (mut reads, mut writes) = tokio::io::split(talk.stream);
    let write = writes.write_all(&frame);
    let mut heard = vec![0; echo.len()];
    let read = tokio::io::AsyncReadExt::read_exact(&mut reads, &mut heard);
    let both = async { tokio::try_join!(write, read) };
    within("the echo", both).await.unwrap();
    assert!(heard == echo, "another echo");
    let mut talk = open(Config::default()).await;
    talk.write(&masked(0x82, &vec![0; most + 1])[..14]).await;
    let reason = "frame of 1048577 bytes, over 1048576";
    expect_wire(&talk.rest().await, &close(1009, reason), "at its header");
}

#[tokio::test(start_paused = true)]
async fn rubbish_behind_the_last_frame_is_read_and_forgotten() {
    // A client that is still sending must be able to read why it is closed.
    let mut talk = open(Config::default()).await;
    let rubbish = [masked(0x83, b""), vec![0xff; 500_000]].concat();
    talk.write(&rubbish).await;
    let expected = close(1002, "unknown opcode 0x3");
    expect_wire(&talk.rest().await, &expected, "its close frame");
}

#[tokio::test(start_paused = true)]
async fn whoever_sends_8_mib_before_reading_is_told_1009_and_the_end() {
    // No RST may overtake the close frame, however much is still coming.
    let size = 8 * 1024 * 1024;
    let mut talk = open(Config::default()).await;
    talk.write(&masked(0x82, &vec![b'x'; size])).await;
    let reason = "frame of 8388608 bytes, over 1048576";
    expect_wire(&talk.rest().await, &close(1009, reason), "and then FIN");
    let recording = talk.recording.clone();
    let error = talk.verdict().await.unwrap_err();
    assert!(matches!(error, Error::FrameTooLong { .. }), "{error}");
    let pieces = recording.pieces();
    let torn = pieces.iter().any(|piece| piece.event == wiretap::Event::Rst);
    assert!(!torn, "the connection was torn down");
}

#[tokio::test(start_paused = true)]
async fn a_client_that_always_has_something_to_say_cannot_keep_us_from_ending()
{
    // Twenty times, for one could be luck.
    for _ in 0..20 {
        let over = Arc::new(AtomicBool::new(false));
        let looked_at = Arc::clone(&over);
        // It wakes nobody: both are there when the next message comes.
        let shutdown =
            poll_fn(move |_| match looked_at.load(Ordering::Relaxed) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            });
        let (client, far) = wiretap::pair();
        let config = Config::default();
        spawn(async move { echo(&config, far, shutdown).await });
        let key = fresh_key();
        let asked = ask(client, "localhost", "/", &key);
        let mut client = within("the handshake", asked).await.unwrap().stream;
        over.store(true, Ordering::Relaxed);
        let busy = masked(0x81, b"but").repeat(100);
        client.write_all(&busy).await.unwrap();
        let expected = close(1001, "the server ends");
        let mut heard = vec![0; expected.len()];
        within("1001", client.read_exact(&mut heard)).await.unwrap();
        expect_wire(&heard, &expected, "before any echo");
    }
}

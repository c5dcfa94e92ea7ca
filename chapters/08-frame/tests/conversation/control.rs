//! Pings and pongs: between fragments, in bursts, at their longest.

use frame::Config;
use kit::{deliveries, expect_wire, send};
use wiretap::{Direction, Event};

use crate::{close, framed, masked, open};

#[tokio::test(start_paused = true)]
async fn a_ping_between_two_fragments_is_answered_at_once() {
    let mut talk = open(Config::default()).await;
    talk.write(&masked(0x01, b"Hel")).await;
    talk.write(&masked(0x89, b"there?")).await;
    let pong = framed(0x8a, b"there?");
    talk.hears(&pong, "the pong, before the message is whole").await;
    talk.write(&masked(0x80, b"lo")).await;
    let echo = framed(0x81, b"Hello");
    talk.hears(&echo, "the message, in one frame").await;
}

#[tokio::test(start_paused = true)]
async fn everything_is_answered_in_order_however_it_is_delivered() {
    let sent = [
        masked(0x81, b"one"),
        masked(0x02, b"tw"),
        masked(0x89, b""),
        masked(0x8a, b"nobody has asked"),
        masked(0x00, b"o"),
        masked(0x89, &[b'?'; 125]),
        masked(0x80, b""),
        masked(0x81, b""),
        masked(0x88, b"\x03\xe8"),
    ];
    let expected = [
        framed(0x81, b"one"),
        framed(0x8a, b""),
        framed(0x8a, &[b'?'; 125]),
        framed(0x82, b"two"),
        framed(0x81, b""),
        close(1000, ""),
    ];
    let sent: Vec<&[u8]> = sent.iter().map(Vec::as_slice).collect();
    for delivery in deliveries(&sent) {
        let mut talk = open(Config::default()).await;
        send(&mut talk.stream, &delivery).await.unwrap();
        expect_wire(&talk.rest().await, &expected.concat(), delivery.name);
        talk.verdict().await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn the_answers_to_one_read_leave_in_one_write() {
    let mut talk = open(Config::default()).await;
    let handshake = talk.recording.pieces().len();
    let one = [masked(0x81, b"Hello"), masked(0x89, b"?")].concat();
    talk.write(&one.repeat(20)).await;
    let two = [framed(0x81, b"Hello"), framed(0x8a, b"?")].concat();
    talk.hears(&two.repeat(20), "all answers").await;
    let pieces = talk.recording.pieces();
    let down = pieces[handshake..]
        .iter()
        .filter(|piece| piece.direction == Direction::ToClient)
        .filter(|piece| matches!(piece.event, Event::Bytes(_)));
    assert_eq!(down.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn our_own_ping_is_cut_to_what_fits_and_any_pong_is_taken() {
    let (mut peer, stream) = wiretap::pair();
    let mut socket = crate::socket(stream, frame::Role::Server);
    socket.ping(&[b'?'; 200]);
    socket.flush().await.unwrap();
    let mut heard = vec![0; 127];
    tokio::io::AsyncReadExt::read_exact(&mut peer, &mut heard).await.unwrap();
    expect_wire(&heard, &framed(0x89, &[b'?'; 125]), "125 bytes of it");
}

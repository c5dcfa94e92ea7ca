//! The pictures of chapter 01, drawn from what really passed.

use std::time::Duration;

use kit::picture::{Bytes, Picture, Sequence};
use kit::{spawn, within};
use wiretap::{Direction, Event, Piece, Recording, Wire};

#[tokio::test(start_paused = true)]
async fn one_ping_and_one_pong_over_a_wire_with_a_delay() {
    let pieces = conversation().await;
    let picture = Sequence::new("ping-pong", &pieces)
        .caption(
            "One `ping` and its `pong` over a wire that takes 50 ms each \
             way. The times on the left are the client's, those on the \
             right the server's.",
        )
        .command(
            "cargo run -p chapter-02 -- --every 200ms --count 1 --delay 50ms \
             --draw",
        );
    kit::pin!("ping-pong", picture.figure());
}

#[test]
fn what_tcp_itself_sends_around_them() {
    let capture = include_str!("../../02-wiretap/tests/captures/ping-pong.txt");
    let segments = kit::segments(capture, 8888);
    let picture = Sequence::of_arrows("ping-pong-segments", segments)
        .caption(
            "The same on a real loopback, as the kernel sees it: a packet \
             capture. Three segments before anybody has said a word, an ACK \
             for whatever arrives, and a FIN from each side at the end.",
        )
        .command("chapters/02-wiretap/tests/captures/record (as root)");
    kit::pin!("ping-pong-segments", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn what_each_byte_of_a_pong_is_for() {
    let pieces = conversation().await;
    let pong = pieces.iter().find(|p| p.direction == Direction::ToClient);
    let Some(Piece { event: Event::Bytes(pong), .. }) = pong else {
        panic!("no pong in {pieces:?}");
    };
    let (word, end) = pong.split_at(pong.len() - 1);
    let picture = Bytes::new("pong-bytes")
        .sent(Direction::ToClient)
        .meant("what the server says", word)
        .overhead("line end", end)
        .caption(
            "The five bytes of the pong in the picture above, in base \
             sixteen, with the letter that each stands for below. The line \
             end is drawn lighter: it says nothing.",
        );
    kit::pin!("pong-bytes", picture.figure());
}

async fn conversation() -> Vec<Piece> {
    let wire = Wire { delay: Duration::from_millis(50), ..Wire::default() };
    let recording = Recording::default();
    let (client, server) = wire.connect(recording.recorder());
    spawn(ping::answer(server));
    let asked = ping::ask(client, Duration::from_millis(200), Some(1));
    within("the pong", asked).await.unwrap();
    recording.pieces()
}

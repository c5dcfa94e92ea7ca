//! The pictures of chapter 04, drawn from what really passed, and what one
//! message costs.

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/chat.rs"]
mod chat;

use std::time::Duration;

use chat::{Chat, MS, Peer};
use kit::picture::{Arrow, Picture, Plot, Sequence};
use kit::within;
use room::{Config, Room, line};
use tokio::time::sleep; // allowed: the clock is paused
use wiretap::{Direction, Event, Piece, Recorder, Recording, Wire};

const COMMAND: &str = "cargo test -p chapter-04 --test pictures";
const NAMES: [&str; 3] = ["ann", "bob", "cid"];

#[tokio::test(start_paused = true)]
async fn one_line_in_two_lines_out() {
    let pieces = one_line().await;
    let arrows = pieces.iter().map(|piece| {
        let name = NAMES[piece.connection - 1];
        let mut arrow = Arrow::from(piece);
        arrow.detail = match piece.direction {
            Direction::ToServer => format!("{} from {name}", arrow.detail),
            Direction::ToClient => format!("{} to {name}", arrow.detail),
        };
        arrow
    });
    let picture = Sequence::of_arrows("one-line-in", arrows.collect())
        .client("guest")
        .server("room")
        .caption(
            "Ann says a line, Bob and Cid hear it. Three guests in one \
             picture: each has a wire of its own, and Cid's is the longest. \
             Nothing comes back to Ann.",
        )
        .command(COMMAND);
    kit::pin!("one-line-in", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn the_price_of_a_line_to_each_of_the_others() {
    let pieces = one_line().await;
    let (up, down): (Vec<_>, Vec<_>) =
        pieces.iter().partition(|piece| piece.direction == Direction::ToServer);
    let size = |piece: &Piece| match &piece.event {
        Event::Bytes(bytes) => bytes.len(),
        Event::Fin | Event::Rst => 0,
    };
    assert_eq!((up.len(), down.len()), (1, NAMES.len() - 1));
    assert!(down.iter().all(|piece| size(piece) == size(down[0])));
    // Up to the room and down to bob, whose wires have the same length.
    let heard = down[0].received.unwrap() - up[0].sent;
    let trips = heard.as_millis() / (2 * DELAY.as_millis());
    kit::pin!(
        "price-of-a-line-to-all",
        format!(
            "| 04 | a room: a line to each of the others | {} | {} each | \
             1 + {trips} | either |",
            size(up[0]),
            size(down[0]),
        )
    );
}

const DELAY: Duration = Duration::from_millis(25);

/// Three guests in a room, and `ping` from the first of them.
async fn one_line() -> Vec<Piece> {
    let chat = Chat::new(Config::default());
    let recording = Recording::default();
    let recorder = recording.recorder();
    let mut peers = Vec::new();
    for (connection, name) in (1..).zip(NAMES) {
        let delay = if name == "cid" { 2 * DELAY } else { DELAY };
        let recorder = recorder.for_connection(connection);
        peers.push(join(&chat, delay, recorder, name).await);
    }
    // Until all have heard who is here.
    sleep(1000 * MS).await;
    let start = recorder.now();
    peers[0].say("ping").await;
    for peer in &mut peers[1..] {
        while peer.next().await != "ann: ping" {}
    }
    since(start, recording.pieces())
}

async fn join(
    chat: &Chat,
    delay: Duration,
    recorder: Recorder,
    name: &str,
) -> Peer {
    let wire = Wire { delay, ..Wire::default() };
    let mut peer = chat.tie(wire.connect(recorder));
    peer.say(name).await;
    peer.expect("* your name?").await;
    assert!(peer.next().await.starts_with("* welcome"));
    peer
}

/// What was sent from that moment on, which becomes zero.
fn since(start: Duration, pieces: Vec<Piece>) -> Vec<Piece> {
    let later = pieces.into_iter().filter(|piece| piece.sent >= start);
    let shifted = later.map(|piece| Piece {
        sent: piece.sent - start,
        received: piece.received.map(|received| received - start),
        ..piece
    });
    shifted.collect()
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_a_guest_who_does_not_read() {
    let limit = Config::default().max_queued;
    let room = Room::new(limit, line, |_| {});
    let [ann, bob, cid] = [room.enter(), room.enter(), room.enter()];
    for (guest, name) in [&ann, &bob, &cid].into_iter().zip(NAMES) {
        guest.join(name).unwrap();
    }
    let mut plot = Plot::new("slow-reader-cut-off", "bytes");
    let mut most_for_cid = 0;
    for number in 1.. {
        ann.say(&"x".repeat(1000)).unwrap();
        most_for_cid = most_for_cid.max(cid.outbox().size());
        within("cid's line", cid.outbox().take()).await;
        let waiting = bob.outbox().size() as u64;
        if bob.say("am I still here?").is_err() {
            let label = format!("bob at line {number}: cut off, and told so");
            plot = plot.bar(&label, waiting);
            break;
        }
        within("bob's line", cid.outbox().take()).await;
        if number % 20 == 0 {
            plot = plot.bar(&format!("bob, {number} lines"), waiting);
        }
    }
    let picture = plot
        .bar("cid, who reads: the most at any time", most_for_cid as u64)
        .caption(&format!(
            "What waits in memory while Ann says lines of 1000 characters, \
             Bob reads nothing, and Cid reads. The limit is {limit} bytes. \
             The line that did not fit is not there; the one that tells Bob \
             why is. Both stay for five seconds.",
        ))
        .command(COMMAND);
    kit::pin!("slow-reader-cut-off", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn a_room_that_closes() {
    let chat = Chat::new(Config::default());
    let recording = Recording::default();
    let recorder = recording.recorder();
    let mut ann = chat.join("ann").await;
    let mut bob = join(&chat, DELAY, recorder.clone(), "bob").await;
    sleep(1000 * MS).await;
    let start = recorder.now();
    // Two lines are on their way when the room closes: one to bob, which was
    // accepted, and one from him, which will come too late.
    bob.say("hi").await;
    sleep(10 * MS).await;
    ann.say("bye").await;
    sleep(10 * MS).await;
    chat.room.close("* the room closes: goodbye");
    bob.expect("ann: bye").await;
    bob.expect("* the room closes: goodbye").await;
    bob.expect_end().await;
    bob.finish().await;
    bob.expect_forgotten().await;
    let pieces = since(start, recording.pieces());
    let picture = Sequence::new("room-closes", &pieces)
        .client("Bob")
        .server("room")
        .caption(
            "The room closes after 20 ms. `ann: bye` was accepted before, so \
             it arrives, then the goodbye, then the FIN. Bob's `hi` comes too \
             late: it is read and forgotten. The socket is closed only after \
             his own FIN.",
        )
        .command(COMMAND);
    kit::pin!("room-closes", picture.figure());
}

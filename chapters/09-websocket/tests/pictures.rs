//! The pictures of chapter 09, drawn from what really passed, and what a
//! message costs.

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/web.rs"]
mod web;

use std::time::Duration;

use frame::{FrameDecoder, Opcode, Role};
use kit::picture::{Arrow, Picture, Plot, Sequence};
use peer::Peer;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use tokio::time::sleep; // allowed: the clock is paused
use web::{House, MS};
use websocket::{Backoff, Config};
use wiretap::{Death, Direction, Event, Piece, Recorder, Recording, Wire};

const COMMAND: &str = "cargo test -p chapter-09 --test pictures";
const DELAY: Duration = Duration::from_millis(25);

/// What is drawn of frames: what they are, and what they say.
fn frames(piece: &Piece) -> String {
    let Event::Bytes(bytes) = &piece.event else { return String::new() };
    let role = match piece.direction {
        Direction::ToServer => Role::Server,
        Direction::ToClient => Role::Client,
    };
    let (mut buffer, mut words) = (bytes[..].into(), Vec::new());
    let mut decoder = FrameDecoder::new(role, 1 << 16);
    while let Ok(Some(frame)) = decoder.decode(&mut buffer) {
        let text = String::from_utf8_lossy(&frame.payload).into_owned();
        words.push(match frame.opcode {
            Opcode::Text => text,
            Opcode::Ping => "ping".to_string(),
            Opcode::Pong => "pong".to_string(),
            Opcode::Close => {
                let code = frame.payload.first_chunk();
                let code = code.map_or(1005, |c| u16::from_be_bytes(*c));
                format!("close {code}")
            }
            other => format!("{other:?}"),
        });
    }
    words.join(", ")
}

fn arrow(piece: &Piece, name: &str) -> Arrow {
    let mut arrow = Arrow::from(piece);
    if matches!(piece.event, Event::Bytes(_)) {
        arrow.label = frames(piece);
    }
    let way = match piece.direction {
        Direction::ToServer => "from",
        Direction::ToClient => "to",
    };
    if !name.is_empty() {
        arrow.detail = format!("{} {way} {name}", arrow.detail);
    }
    arrow
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

async fn join(
    house: &House,
    recorder: &Recorder,
    at: usize,
    name: &str,
) -> Peer {
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let mut peer = house.tie(wire.connect(recorder.for_connection(at)));
    web::join(&mut peer, name).await;
    peer
}

fn size(piece: &Piece) -> usize {
    match &piece.event {
        Event::Bytes(bytes) => bytes.len(),
        Event::Fin | Event::Rst => 0,
    }
}

/// Ann says `ping`, bob hears it and says `pong`.
async fn ping_pong() -> Vec<Piece> {
    let house = House::new(Config::default());
    let recording = Recording::default();
    let recorder = recording.recorder();
    let mut ann = join(&house, &recorder, 1, "ann").await;
    let mut bob = join(&house, &recorder, 2, "bob").await;
    sleep(1000 * MS).await;
    ann.expect("* bob joined").await;
    let start = recorder.now();
    ann.say("ping").await;
    bob.expect("ann: ping").await;
    bob.say("pong").await;
    ann.expect("bob: pong").await;
    since(start, recording.pieces())
}

#[tokio::test(start_paused = true)]
async fn two_pages_and_a_room() {
    let pieces = ping_pong().await;
    let names = ["ann", "bob"];
    let arrows =
        pieces.iter().map(|piece| arrow(piece, names[piece.connection - 1]));
    let picture = Sequence::of_arrows("two-pages", arrows.collect())
        .client("page")
        .server("room")
        .caption(
            "Two pages in one picture, each with a connection of its own. \
             Ann says `ping`, and Bob hears it after one way up and one way \
             down. Nobody has asked for it: his page was told.",
        )
        .command(COMMAND);
    kit::pin!("two-pages", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn the_price_of_a_message() {
    let pieces = ping_pong().await;
    let find = |direction, connection| {
        let mut found = pieces.iter().filter(|piece| {
            (piece.direction, piece.connection) == (direction, connection)
        });
        let piece = found.next().unwrap();
        assert!(found.next().is_none());
        piece
    };
    let up = find(Direction::ToServer, 1);
    let down = find(Direction::ToClient, 2);
    assert_eq!(down.received.unwrap() - up.sent, 2 * DELAY);
    let (up, down) = (size(up), size(down));
    // One for TCP, which a wire in memory has not, and the handshake.
    let trips = 1 + opened().await.as_millis() / (2 * DELAY).as_millis();
    kit::pin!(
        "price-of-a-message",
        format!(
            "| 09 | a room of WebSockets: a message to each of the others | \
             {up} | {down} each | {trips} + 1 | either |"
        )
    );
}

/// How long the handshake takes.
async fn opened() -> Duration {
    let house = House::new(Config::default());
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let recording = Recording::default();
    let mut ann = house.tie(wire.connect(recording.recorder()));
    let start = tokio::time::Instant::now();
    ann.upgrade("localhost", "/").await;
    start.elapsed()
}

#[tokio::test(start_paused = true)]
async fn a_heartbeat_notices_a_silence() {
    // The wire falls silent behind the pong to the first ping.
    let count = {
        let recording = Recording::default();
        heartbeat(&recording, None).await;
        let pieces = recording.pieces();
        let pong = pieces.iter().position(|piece| {
            piece.direction == Direction::ToServer && frames(piece) == "pong"
        });
        pieces[..=pong.unwrap()].iter().map(size).sum::<usize>()
    };
    let recording = Recording::default();
    let start = heartbeat(&recording, Some(count)).await;
    // The clock goes on: the times are since bob has connected.
    let mut pieces = recording.pieces();
    pieces.retain(|piece| piece.sent >= start);
    let arrows = pieces.iter().map(|piece| arrow(piece, "")).collect();
    let picture = Sequence::of_arrows("heartbeat-notices", arrows)
        .client("Bob's page")
        .server("room")
        .caption(
            "Bob joins at 0 s, and is silent then. The room asks, and his browser \
             answers by itself. Then the cable is pulled. The next ping gets \
             no answer, and 10 s later the room gives him up. Its last words \
             are lost too.",
        )
        .command(COMMAND);
    kit::pin!("heartbeat-notices", picture.figure());
}

/// Bob joins, answers one ping, and no more; when he had joined.
async fn heartbeat(recording: &Recording, end: Option<usize>) -> Duration {
    let house = House::new(Config::default());
    let recorder = recording.recorder();
    let end = end.map(|count| (count, Death::Silence));
    let wire = Wire { delay: DELAY, end, ..Wire::default() };
    let mut bob = house.tie(wire.connect(recorder.clone()));
    web::join(&mut bob, "bob").await;
    sleep(MS).await;
    let start = recorder.now();
    let ping = bob.frame().await;
    assert_eq!(ping.opcode, Opcode::Ping);
    bob.send(Opcode::Pong, &ping.payload).await;
    sleep(Duration::from_secs(100)).await;
    start
}

/// So many clients lose their server at the same moment; it is away for 20
/// seconds. How many come in each second after that?
fn returns(jitter: bool, seconds: usize) -> Vec<u64> {
    // The same luck on every machine.
    let mut luck = StdRng::seed_from_u64(9);
    let mut comes = vec![0; seconds];
    for _ in 0..1000 {
        let (first, longest) =
            (Duration::from_secs(1), Duration::from_secs(30));
        let mut backoff = Backoff::new(first, longest);
        let mut at = Duration::ZERO;
        while at < Duration::from_secs(20) {
            let luck = if jitter { luck.random() } else { 1.0 };
            at += backoff.wait(luck);
        }
        comes[at.as_secs() as usize] += 1;
    }
    comes
}

#[test]
fn with_jitter_a_thousand_clients_do_not_come_back_together() {
    let (alike, spread) = (returns(false, 60), returns(true, 60));
    let at = alike.iter().position(|count| *count == 1000).unwrap();
    let label = format!("without jitter: in second {at}");
    let mut plot = Plot::new("the-herd-returns", "clients").bar(&label, 1000);
    for (five, counts) in spread.chunks(5).enumerate() {
        let (from, to) = (5 * five, 5 * five + 4);
        let count = counts.iter().sum::<u64>();
        if count > 0 {
            let label = format!("with jitter: in seconds {from} to {to}");
            plot = plot.bar(&label, count);
        }
    }
    assert_eq!(spread.iter().sum::<u64>(), 1000);
    let most = spread.iter().max().unwrap();
    let picture = plot
        .caption(&format!(
            "A thousand clients lose their server at the same moment, and it \
             is away for 20 seconds. Their waits double. When do they come \
             back? With jitter, no second has more than {most} of them, and \
             most are back earlier."
        ))
        .command(COMMAND);
    kit::pin!("the-herd-returns", picture.figure());
}

//! What a message costs, over both transports.

#[allow(dead_code)] // shared with the pictures
#[path = "pictures/drawing.rs"]
mod drawing;

#[allow(dead_code)] // shared with the checks of the exercises
#[path = "exercises/web.rs"]
mod web;

use std::time::Duration;

use drawing::{DELAY, connect};
use engine::{Config, converse};
use frame::Opcode;
use peer::{Peer, masked};
use web::{House, Http, sid_of};
use wiretap::{Direction, Event, Piece, Recording, Side, Tap, pair};

const POLLING: &str = "EIO=4&transport=polling";

/// What one `ping` and its echo cost, over both transports.
#[tokio::test(start_paused = true)]
async fn the_price_of_a_packet() {
    let rows = [
        price("a packet over a WebSocket", over_a_websocket().await),
        price("the same by polling: a POST, and a poll", by_polling().await),
    ];
    kit::pin!("price-of-a-packet", rows.join("\n"));
}

/// Bytes up and down, the time before anybody may speak, and from then on
/// until the echo is there.
type Price = (usize, usize, Duration, Duration);

fn price(how: &str, (up, down, opening, echo): Price) -> String {
    let trips = |time: Duration| time.as_millis() / (2 * DELAY).as_millis();
    // One for TCP, which a wire in memory has not.
    let (opening, echo) = (1 + trips(opening), trips(echo));
    format!("| 10 | {how} | {up} | {down} | {opening} + {echo} | either |")
}

fn size(piece: &Piece) -> usize {
    match &piece.event {
        Event::Bytes(bytes) => bytes.len(),
        Event::Fin | Event::Rst => 0,
    }
}

fn spent(recording: &Recording, from: Duration) -> (usize, usize) {
    let pieces = recording.pieces();
    let sum = |direction| {
        let later = pieces.iter().filter(|piece| piece.sent >= from);
        later.filter(|p| p.direction == direction).map(size).sum()
    };
    (sum(Direction::ToServer), sum(Direction::ToClient))
}

async fn over_a_websocket() -> Price {
    let house = House::new(Config::default());
    let recording = Recording::default();
    let recorder = recording.recorder();
    let mut page = connect(&house, &recorder, 1);
    let start = recorder.now();
    page.begin(4).await;
    let opened = recorder.now();
    page.say("4ping").await;
    assert_eq!(page.hear().await, "4ping");
    let (up, down) = spent(&recording, opened);
    (up, down, opened - start, recorder.now() - opened)
}

async fn by_polling() -> Price {
    let house = House::new(Config::default());
    let recording = Recording::default();
    let recorder = recording.recorder();
    let mut polls = connect(&house, &recorder, 1);
    let mut posts = connect(&house, &recorder, 2);
    let start = recorder.now();
    let sid = sid_of(&polls.get(POLLING).await.text());
    let opened = recorder.now();
    let query = format!("{POLLING}&sid={sid}");
    polls.ask(&query).await;
    let posted = posts.post(&query, b"4ping").await;
    assert_eq!(posted.text(), "ok");
    assert_eq!(polls.answer().await.text(), "4ping");
    let (up, down) = spent(&recording, opened);
    (up, down, opened - start, recorder.now() - opened)
}

#[tokio::test(start_paused = true)]
async fn sixteen_messages_that_come_together_are_answered_with_one_write() {
    let house = House::new(Config::default());
    let recording = Recording::default();
    let (near, far) = pair();
    // On this side each write is a piece; a wire may join them.
    let far = Tap::new(far, Side::Server, recording.recorder());
    let task = kit::spawn(converse(far, house.engine.clone()));
    let mut page = Peer::new(near, task);
    page.begin(4).await;
    let before = recording.pieces().len();
    page.write(&masked(Opcode::Text, b"4ping").repeat(16)).await;
    for _ in 0..16 {
        assert_eq!(page.hear().await, "4ping");
    }
    let answers = recording.pieces().split_off(before);
    let down = answers.iter().filter(|p| p.direction == Direction::ToClient);
    assert_eq!(down.map(size).collect::<Vec<_>>(), [16 * 7]);
}

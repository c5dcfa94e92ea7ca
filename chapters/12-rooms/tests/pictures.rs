//! The pictures of chapter 12, drawn from what really passed, and what a
//! message costs.

#[path = "pictures/drawing.rs"]
mod drawing;

#[allow(dead_code)] // shared with the checks of the exercises
#[path = "exercises/house.rs"]
mod house;

#[path = "pictures/layers.rs"]
mod layers;

use drawing::{DELAY, bytes, draw, guest, masked, since};
use events::Socket;
use house::{Guest, House, SECOND, ask};
use kit::picture::Picture;
use layers::Layers;
use rooms::Rooms;
use tokio::time::sleep; // allowed: the clock is paused
use wiretap::{Direction, Piece, Recorder, Recording};

/// The chat, without a greeting.
fn chat() -> House {
    let connect = |rooms: &Rooms, socket: &Socket| {
        let rooms = rooms.clone();
        socket.on("chat message", move |_, event| {
            rooms.all().emit("chat message", &event.args).unwrap();
        });
    };
    House::whose(Rooms::new("/"), |_| {}, connect)
}

async fn ann_and_bob(recorder: &Recorder) -> (House, Guest, Guest) {
    let mut house = chat();
    let ann = guest(&mut house, recorder, 1).await;
    let bob = guest(&mut house, recorder, 2).await;
    sleep(SECOND).await;
    (house, ann, bob)
}

/// What passes when ann says this, until all have heard it.
async fn said(text: &str) -> Vec<Piece> {
    let recording = Recording::default();
    let recorder = recording.recorder();
    let (_house, mut ann, mut bob) = ann_and_bob(&recorder).await;
    let from = recorder.now();
    let packet = format!(r#"42["chat message","{text}"]"#);
    let frame = masked(packet.as_bytes());
    ann.peer.write(&frame).await;
    ann.expect(&packet).await;
    bob.expect(&packet).await;
    since(from, &recording)
}

#[tokio::test(start_paused = true)]
async fn what_one_says_goes_up_once_and_down_to_all() {
    let pieces = said("hello").await;
    let picture = draw("rooms-broadcast", &pieces, &["ann", "bob"])
        .client("guest")
        .caption(
            "Ann says something. It goes up once, on her connection, and comes \
             down on each: on hers as well, so that she knows it was heard.",
        );
    kit::pin!("rooms-broadcast", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn a_question_to_all_has_one_number() {
    let recording = Recording::default();
    let recorder = recording.recorder();
    let (house, mut ann, mut bob) = ann_and_bob(&recorder).await;
    let from = recorder.now();
    let asking = ask(house.rooms.all(), SECOND);
    let answering = async {
        ann.expect(r#"420["ask",1]"#).await;
        ann.say(r#"430["here"]"#).await;
        bob.expect(r#"420["ask",1]"#).await;
        sleep(2 * SECOND).await;
        bob.say(r#"430["late"]"#).await;
        sleep(SECOND).await;
    };
    let (answers, ()) = tokio::join!(asking, answering);
    assert_eq!(answers.unwrap().iter().filter(|one| one.is_ok()).count(), 1);
    let pieces = since(from, &recording);
    let picture = draw("rooms-ack", &pieces, &["ann", "bob"])
        .client("guest")
        .caption(
            "A question to everybody, with a second to answer it. Both are asked \
             with the same bytes, so their answers have the same number. \
             Each comes on its own connection, so there is no doubt \
             whose it is. Bob's comes too late, and is forgotten.",
        );
    kit::pin!("rooms-ack", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn the_price_of_a_chat_message() {
    let pieces = said("ping").await;
    let size = |direction, connection| {
        let mut sizes = pieces
            .iter()
            .filter(|p| (p.direction, p.connection) == (direction, connection))
            .map(|piece| bytes(piece).len());
        let size = sizes.next().unwrap();
        assert_eq!(sizes.next(), None);
        size
    };
    let (up, down) =
        (size(Direction::ToServer, 1), size(Direction::ToClient, 2));
    assert_eq!(down, size(Direction::ToClient, 1));
    let heard = pieces.last().unwrap().received.unwrap();
    assert_eq!(heard, 2 * DELAY);
    let opening = opening().await;
    kit::pin!(
        "price-of-a-chat-message",
        format!(
            "| 12 | a chat of Socket.IO: a message to everybody | {up} | \
             {down} each | {opening} + 1 | either |"
        )
    );
}

/// How many round trips it takes until somebody has joined.
async fn opening() -> u128 {
    let recording = Recording::default();
    let recorder = recording.recorder();
    let start = recorder.now();
    guest(&mut chat(), &recorder, 1).await;
    let elapsed = recorder.now() - start;
    // One for TCP, which a wire in memory has not.
    1 + elapsed.as_millis() / (2 * DELAY).as_millis()
}

/// Ann's line, from her terminal to Bob's screen: whose is which byte?
#[tokio::test(start_paused = true)]
async fn every_byte_of_a_message_is_some_chapters() {
    let pieces = said("hello").await;
    let up = pieces.iter().find(|p| p.direction == Direction::ToServer);
    let down = pieces.iter().find(|p| p.direction == Direction::ToClient);
    let (up, down) = (bytes(up.unwrap()), bytes(down.unwrap()));
    let (up, down) = (Layers::up(up), Layers::down(down));
    kit::pin!("stack-up", up.picture("stack-up").figure());
    kit::pin!("stack-table", up.table(&down));
}

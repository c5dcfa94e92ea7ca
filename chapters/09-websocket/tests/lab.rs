//! A recorded conversation for the page's lab, when nothing is running: as
//! the running chapter's tap would have told it, line by line.

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/web.rs"]
mod web;

use std::time::Duration;

use frame::{Close, Opcode};
use peer::{Page, Peer};
use tokio::time::sleep; // allowed: the clock is paused
use web::House;
use websocket::{Config, converse};
use wiretap::{Recorder, Recording, Side, Tap, Wire};

/// One way.
const DELAY: Duration = Duration::from_millis(25);

#[tokio::test(start_paused = true)]
async fn the_recording_for_the_page_has_a_guest_a_heartbeat_and_a_goodbye() {
    let house = House::new(Config::default());
    let recording = Recording::default();
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let (near, far) = wire.connect(Recorder::new(|_| {}));
    let far = Tap::new(far, Side::Server, recording.recorder());
    let task = kit::spawn(converse(far, house.chat.clone()));
    let mut page = Page::new(Peer::new(near, task));
    page.peer.upgrade("localhost", "/").await;
    page.peer.expect("* your name?").await;
    page.say(Opcode::Text, b"ann").await;
    page.peer.expect("* welcome, ann; others here: 0").await;
    let mut bob = house.join("bob").await;
    page.peer.expect("* bob joined").await;
    bob.say("hello").await;
    page.peer.expect("bob: hello").await;
    page.say(Opcode::Text, b"hi").await;
    bob.expect("ann: hi").await;
    let ping = page.peer.frame().await;
    assert_eq!(ping.opcode, Opcode::Ping);
    page.say(Opcode::Pong, &ping.payload).await;
    sleep(4 * DELAY).await;
    let close = Close::new(Close::NORMAL, "bye").encode();
    page.say(Opcode::Close, &close).await;
    assert_eq!(page.peer.frame().await.opcode, Opcode::Close);
    drop(page);
    bob.expect("* ann left").await;
    sleep(4 * DELAY).await;
    kit::pin!("lab-room", peer::lines(&recording, 0));
}

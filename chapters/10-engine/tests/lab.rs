//! A recorded conversation for the page's lab, when nothing is running: as
//! the running chapter's tap would have told it, line by line.

#[allow(dead_code)] // shared with the checks of the exercises
#[path = "exercises/web.rs"]
mod web;

use std::time::Duration;

use engine::{Config, converse};
use frame::{Close, Opcode};
use peer::{Page, Peer};
use tokio::time::sleep; // allowed: the clock is paused
use web::House;
use wiretap::{Recorder, Recording, Side, Tap, Wire};

/// One way.
const DELAY: Duration = Duration::from_millis(25);

#[tokio::test(start_paused = true)]
async fn the_recording_for_the_page_has_an_open_packet_and_a_heartbeat() {
    let house = House::new(Config::default());
    let recording = Recording::default();
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let (near, far) = wire.connect(Recorder::new(|_| {}));
    let far = Tap::new(far, Side::Server, recording.recorder());
    let task = kit::spawn(converse(far, house.engine.clone()));
    let mut page = Page::new(Peer::new(near, task));
    page.peer.begin(4).await;
    sleep(40 * DELAY).await;
    page.say(Opcode::Text, b"4hello").await;
    assert_eq!(page.peer.hear().await, "4hello");
    page.say(Opcode::Binary, &[0, 1, 2]).await;
    assert_eq!(page.peer.frame().await.payload, [0, 1, 2][..]);
    assert_eq!(page.peer.hear().await, "2");
    page.say(Opcode::Text, b"3").await;
    sleep(4 * DELAY).await;
    let close = Close::new(Close::NORMAL, "enough").encode();
    page.say(Opcode::Close, &close).await;
    assert_eq!(page.peer.frame().await.opcode, Opcode::Close);
    drop(page);
    sleep(4 * DELAY).await;
    kit::pin!("lab-engine", peer::lines(&recording, 1));
}

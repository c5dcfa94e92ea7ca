//! A recorded conversation for the page's lab, when nothing is running: as
//! the running chapter's tap would have told it, line by line.

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/house.rs"]
mod house;

use std::time::Duration;

use engine::converse;
use frame::{Close, Opcode};
use house::House;
use peer::{Page, Peer};
use tokio::time::sleep; // allowed: the clock is paused
use wiretap::{Recorder, Recording, Side, Tap, Wire};

/// One way.
const DELAY: Duration = Duration::from_millis(25);

#[tokio::test(start_paused = true)]
async fn the_recording_for_the_page_joins_asks_and_has_an_attachment() {
    let house = House::with(events::program(), |_| {});
    let recording = Recording::default();
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let (near, far) = wire.connect(Recorder::new(|_| {}));
    let far = Tap::new(far, Side::Server, recording.recorder());
    let task = kit::spawn(converse(far, house.engine.clone()));
    let mut page = Page::new(Peer::new(near, task));
    page.peer.begin(4).await;
    sleep(40 * DELAY).await;
    page.say(Opcode::Text, "40").await;
    page.peer.hear().await;
    page.peer.expect(r#"42["auth",{}]"#).await;
    page.say(Opcode::Text, r#"42["message",1,"two"]"#).await;
    page.peer.expect(r#"42["message-back",1,"two"]"#).await;
    page.say(Opcode::Text, r#"427["message-with-ack","are you there?"]"#).await;
    page.peer.expect(r#"437["are you there?"]"#).await;
    let held = r#"{"_placeholder":true,"num":0}"#;
    page.say(Opcode::Text, format!(r#"451-["message",{held}]"#)).await;
    page.say(Opcode::Binary, "\0\u{1}\u{2}").await;
    page.peer.hear().await;
    page.peer.hear_binary().await;
    page.say(Opcode::Text, "40/nowhere,").await;
    page.peer.hear().await;
    let close = Close::new(Close::NORMAL, "enough").encode();
    page.say(Opcode::Close, &close).await;
    page.peer.closed().await;
    drop(page);
    sleep(4 * DELAY).await;
    kit::pin!("lab-events", peer::lines(&recording, 2));
}

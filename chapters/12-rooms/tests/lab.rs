//! A recorded conversation for the page's lab, when nothing is running: as
//! the running chapter's tap would have told it, line by line.

use std::time::Duration;

use engine::{Engine, converse};
use events::Config;
use frame::{Close, Opcode};
use peer::{Page, Peer};
use tokio::time::sleep; // allowed: the clock is paused
use wiretap::{Recorder, Recording, Side, Tap, Wire, pair};

/// One way.
const DELAY: Duration = Duration::from_millis(25);
const AUTH: &str = r#"42["auth",{}]"#;

#[tokio::test(start_paused = true)]
async fn the_recording_for_the_page_joins_chats_and_leaves() {
    let engine = rooms::program().into_engine(Config::default());
    let recording = Recording::default();
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let (near, far) = wire.connect(Recorder::new(|_| {}));
    let far = Tap::new(far, Side::Server, recording.recorder());
    let task = kit::spawn(converse(far, engine.clone()));
    let mut page = Page::new(Peer::new(near, task));
    page.peer.begin(4).await;
    sleep(40 * DELAY).await;
    page.say(Opcode::Text, b"40").await;
    page.peer.hear().await;
    assert_eq!(page.peer.hear().await, AUTH);
    let mut bob = bob(&engine).await;
    let hello = said("hello, is anybody here?");
    page.say(Opcode::Text, &hello).await;
    page.peer.expect(&hello).await;
    bob.hear().await;
    sleep(40 * DELAY).await;
    bob.say(&said("yes, Bob")).await;
    page.peer.expect(&said("yes, Bob")).await;
    assert_eq!(page.peer.hear().await, "2");
    page.say(Opcode::Text, b"3").await;
    sleep(40 * DELAY).await;
    page.say(Opcode::Text, b"41").await;
    sleep(4 * DELAY).await;
    bob.say(&said("and who are you?")).await;
    sleep(40 * DELAY).await;
    let close = Close::new(Close::NORMAL, "gone").encode();
    page.say(Opcode::Close, &close).await;
    assert_eq!(page.peer.frame().await.opcode, Opcode::Close);
    drop(page);
    sleep(4 * DELAY).await;
    kit::pin!("lab-rooms", peer::lines(&recording, 2));
}

/// Somebody else who is here.
async fn bob(engine: &Engine) -> Peer {
    let (near, far) = pair();
    let task = kit::spawn(converse(far, engine.clone()));
    let mut bob = Peer::new(near, task);
    bob.begin(4).await;
    bob.say("40").await;
    bob.hear().await;
    assert_eq!(bob.hear().await, AUTH);
    bob
}

fn said(text: &str) -> String {
    format!(r#"42["chat message","{text}"]"#)
}

//! 04.4: who hears what?

use std::sync::atomic::{AtomicUsize, Ordering};

use kit::expect_prediction;
use room::{Config, Room, line};
use tokio::time::sleep; // allowed: the clock is paused

use super::MS;
use crate::chat::{Chat, Peer};
use crate::who_hears;

#[exercise::check(who_hears)]
#[tokio::test(start_paused = true)]
async fn ex_04_4_who_hears_what() {
    static ENCODED: AtomicUsize = AtomicUsize::new(0);
    let count = |text: &str| {
        if text == "ann: who is still here?" {
            ENCODED.fetch_add(1, Ordering::Relaxed);
        }
        line(text)
    };
    let room = Room::new(1 << 16, count, |_| {});
    let chat = Chat { room, config: Config::default() };
    let mut ann = chat.join("ann").await;
    let mut bob = chat.connect();
    say(&mut ann, "hello").await;
    for text in ["ann", "bob", "hi", "", "bye"] {
        say(&mut bob, text).await;
    }
    let mut cid = chat.join("cid").await;
    bob.finish().await;
    let bob = bob.rest().await;
    say(&mut ann, "who is still here?").await;
    cid.expect("* bob left").await;
    cid.expect("ann: who is still here?").await;
    ann.finish().await;
    let ann = ann.rest().await;
    expect_prediction(
        "BOB_READS",
        who_hears::BOB_READS,
        &bob.join("\n"),
        "Step by step: is bob in the room yet, and is it his own line? \
         (hint 1)",
    );
    expect_prediction(
        "LINES_FOR_ANN",
        who_hears::LINES_FOR_ANN,
        &ann.len().to_string(),
        "Notices count as well; her own lines do not, and some lines are no \
         message at all (hint 2).",
    );
    expect_prediction(
        "TIMES_ENCODED",
        who_hears::TIMES_ENCODED,
        &ENCODED.load(Ordering::Relaxed).to_string(),
        "Look at `push` on the page: where does it say `encode`, and where \
         `clone`? (hint 3)",
    );
}

/// Says a line, and lets everybody hear it before anything else happens.
async fn say(peer: &mut Peer, text: &str) {
    peer.say(text).await;
    sleep(MS).await;
}

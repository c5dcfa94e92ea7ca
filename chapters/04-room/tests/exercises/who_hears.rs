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
    let guess: Vec<&str> =
        who_hears::BOB_READS.trim().lines().map(str::trim).collect();
    expect_prediction(
        "BOB_READS",
        &guess.join("\n"),
        &bob.join("\n"),
        question(&guess, &bob),
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

/// What to ask oneself about the first line that is not right.
fn question(guess: &[&str], fact: &[String]) -> &'static str {
    let same = guess.iter().zip(fact).take_while(|(a, b)| *a == *b).count();
    match (guess.get(same), fact.get(same)) {
        (Some(line), _) if line.starts_with("bob:") => {
            "Does the one who speaks hear himself? (hint 2)"
        }
        (Some(line), _) if line.starts_with("ann:") => {
            "Is bob in the room yet, when ann says that? Or is he still in \
             it? (hint 1)"
        }
        (_, Some(line)) if line.contains("error") => {
            "What does the room say to somebody who asks for a name that \
             another guest has? Its words are in the exercise's file."
        }
        (_, Some(line)) if line.contains("welcome") => {
            "Who has a name when bob gets his, and is he one of the *others*?"
        }
        (None, _) => {
            "Something more happens before bob has ended: look at step 6."
        }
        _ => "Step by step: what does the room tell bob, and when? (hint 1)",
    }
}

/// Says a line, and lets everybody hear it before anything else happens.
async fn say(peer: &mut Peer, text: &str) {
    peer.say(text).await;
    sleep(MS).await;
}

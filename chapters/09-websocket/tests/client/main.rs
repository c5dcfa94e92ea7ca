//! The guest who comes back, over real sockets and on the real clock.

mod ends;
mod hostile;
mod names;

use ends::{Guest, guest, house, refuse, texts};
use kit::within;
use tokio::sync::mpsc;

#[tokio::test]
async fn a_guest_comes_back_says_its_name_again_and_what_was_typed_meanwhile() {
    let first = house(0).await;
    let port = first.port;
    let mut ann = guest("ann", port);
    ann.shows("* welcome, ann").await;
    first.close().await;
    let why = ann.shows("(").await;
    assert!(why.starts_with("(the room closes (1001); next try"), "{why}");
    // Nobody is there. What is typed now waits.
    ann.types("did you miss me?\n").await;
    ann.shows("(").await;
    let second = house(port).await;
    let mut bob = guest("bob", port);
    ann.shows("* welcome, ann").await;
    // Whoever came first, bob or what ann has typed: he hears it, or asks.
    bob.shows("* welcome, bob").await;
    ann.types("and me?\n").await;
    bob.shows("ann: and me?").await;
    // The server has let her in: her waits begin anew.
    second.close().await;
    let why = ann.shows("(").await;
    let wait = why.split(" in ").nth(1).unwrap().trim_end_matches("ms)");
    assert!(wait.parse::<u32>().unwrap() <= 20, "{why}");
    drop(ann.typed);
    within("ann's end", ann.visit).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_guest_that_is_refused_gives_up_and_says_the_status() {
    for status in ["403 Forbidden", "404 Not Found", "200 OK"] {
        let listener = ping::listen(0).await.unwrap();
        let ann = guest("ann", listener.local_addr().unwrap().port());
        refuse(&listener, status).await;
        let done = within("ann to give up", ann.visit).await.unwrap();
        let why = done.unwrap_err().to_string();
        assert_eq!(why, format!("refused: {status}"));
    }
}

#[tokio::test]
async fn a_server_in_trouble_is_asked_again() {
    let listener = ping::listen(0).await.unwrap();
    let mut ann = guest("ann", listener.local_addr().unwrap().port());
    for status in ["429 Too Many Requests", "500 Internal Server Error"]
        .into_iter()
        .chain(["502 Bad Gateway", "503 Service Unavailable"])
    {
        refuse(&listener, status).await;
        let why = ann.shows("(").await;
        let start = format!("(refused: {status}; next try in ");
        assert!(why.starts_with(&start), "{why}");
    }
    let mut heard = texts(&listener).await;
    assert_eq!(heard.next().await, "ann");
}

#[tokio::test]
async fn what_is_typed_while_nobody_is_there_is_said_to_the_next_server() {
    let vacant = ping::listen(0).await.unwrap();
    let port = vacant.local_addr().unwrap().port();
    drop(vacant);
    let mut ann = guest("ann", port);
    ann.types("is anybody there?").await;
    ann.shows("(").await;
    let listener = ping::listen(port).await.unwrap();
    let mut heard = texts(&listener).await;
    assert_eq!(heard.next().await, "ann");
    heard.say("* welcome, ann; others here: 0").await;
    assert_eq!(heard.next().await, "is anybody there?");
}

#[tokio::test]
async fn a_server_that_falls_silent_is_noticed_and_asked_anew() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut ann = guest("ann", port);
    let mut first = texts(&listener).await;
    assert_eq!(first.next().await, "ann");
    // The connection stays open, and nobody answers.
    let why = ann.shows("(").await;
    assert!(why.starts_with("(no answer to a ping; next try in "), "{why}");
    let mut second = texts(&listener).await;
    assert_eq!(second.next().await, "ann");
    drop(first);
}

#[tokio::test]
async fn a_server_that_only_asks_for_the_name_is_waited_for_longer_and_longer()
{
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut ann = guest("ann", port);
    let mut waits = Vec::new();
    for _ in 0..3 {
        let mut broken = texts(&listener).await;
        broken.say("* your name?").await;
        drop(broken);
        ann.shows("* your name?").await;
        let why = ann.shows("(").await;
        let wait = why.split(" in ").nth(1).unwrap().trim_end_matches("ms)");
        waits.push(wait.parse::<u32>().unwrap());
    }
    // Up to 20 ms, then 40, then 80; at least the half of it.
    assert!(waits[2] >= 40, "{waits:?}");
}

#[tokio::test]
async fn what_was_typed_before_the_end_is_said_though_nobody_was_there() {
    let vacant = ping::listen(0).await.unwrap();
    let port = vacant.local_addr().unwrap().port();
    drop(vacant);
    let mut ann = guest("ann", port);
    ann.types("my last words").await;
    let Guest { typed, .. } = &mut ann;
    *typed = mpsc::channel(1).0; // the keyboard's end
    ann.shows("(").await;
    let listener = ping::listen(port).await.unwrap();
    let mut heard = texts(&listener).await;
    assert_eq!(heard.next().await, "ann");
    heard.say("* welcome, ann; others here: 0").await;
    assert_eq!(heard.next().await, "my last words");
}

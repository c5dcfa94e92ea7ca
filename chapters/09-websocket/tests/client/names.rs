//! Under which name a guest is let in, and what becomes of what it types.

use std::io;
use std::sync::Mutex;

use frame::Opcode;
use tokio::sync::mpsc;
use websocket::{Backoff, Link, visit};

use crate::ends::{MS, Texts, guest, texts};

const WELCOME: &str = "* welcome, ann; others here: 0";
const TAKEN: &str = "* error: ann is here already";

#[tokio::test]
async fn a_name_that_is_not_free_yet_is_said_again_and_nothing_typed_is_lost() {
    let listener = ping::listen(0).await.unwrap();
    let mut ann = guest("ann", listener.local_addr().unwrap().port());
    let mut first = texts(&listener).await;
    assert_eq!(first.next().await, "ann");
    first.say(WELCOME).await;
    ann.shows("* welcome").await;
    drop(first);
    ann.shows("(").await;
    ann.types("hello\n").await;
    // Her ghost is still there.
    let mut second = texts(&listener).await;
    assert_eq!(second.next().await, "ann");
    second.say("* your name?").await;
    second.say(TAKEN).await;
    ann.shows(TAKEN).await;
    let why = ann.shows("(").await;
    assert!(why.starts_with("(not let in; next try in "), "{why}");
    let mut third = texts(&listener).await;
    assert_eq!(third.next().await, "ann");
    third.say(WELCOME).await;
    assert_eq!(third.next().await, "hello");
}

#[tokio::test]
async fn whoever_is_refused_at_first_types_another_name_and_keeps_it() {
    let listener = ping::listen(0).await.unwrap();
    let mut ann = guest("ann", listener.local_addr().unwrap().port());
    let mut first = texts(&listener).await;
    assert_eq!(first.next().await, "ann");
    first.say(TAKEN).await;
    ann.shows(TAKEN).await;
    ann.types("anna\n").await;
    assert_eq!(first.next().await, "anna");
    first.say("* welcome, anna; others here: 1").await;
    ann.types("hello\n").await;
    assert_eq!(first.next().await, "hello");
    // In the room an error is about what was said.
    first.say("* error: the line is empty").await;
    ann.types("once more\n").await;
    assert_eq!(first.next().await, "once more");
    drop(first);
    let mut second = texts(&listener).await;
    assert_eq!(second.next().await, "anna");
}

#[tokio::test]
async fn why_a_server_closes_is_said_even_if_it_does_not_say_it() {
    let listener = ping::listen(0).await.unwrap();
    let mut ann = guest("ann", listener.local_addr().unwrap().port());
    for (payload, why) in [
        (&b""[..], "(closed without a code; next try in "),
        (b"\x03\xe9", "(closed with 1001; next try in "),
        (b"\x03\xe9so long", "(so long (1001); next try in "),
    ] {
        let mut server = texts(&listener).await;
        server.send(Opcode::Close, payload).await;
        let shown = ann.shows("(").await;
        assert!(shown.starts_with(why), "{shown}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_only_answers_pings_is_there() {
    let (theirs, ours) = wiretap::pair();
    let door = Mutex::new(Some(theirs));
    // Whoever leaves does not come back in.
    let reach = async move |_| {
        let left = door.lock().unwrap().take();
        left.ok_or(io::ErrorKind::ConnectionRefused.into())
    };
    let backoff = Backoff::new(20 * MS, 100 * MS);
    let name = "ann".to_string();
    let (heartbeat, patience) = (25_000 * MS, 10_000 * MS);
    let link = Link { port: 1, name, backoff, heartbeat, patience };
    let (_typed, lines) = mpsc::channel(1);
    let visit = visit(link, reach, lines, |line| panic!("{line}"));
    let answers = async {
        let mut server = Texts::open(ours).await;
        assert_eq!(server.next().await, "ann");
        for _ in 0..100 {
            let ping = server.frame().await;
            assert_eq!(ping.opcode, Opcode::Ping);
            server.send(Opcode::Pong, &ping.payload).await;
        }
    };
    tokio::select! {
        _ = visit => panic!("she leaves"),
        () = answers => {}
    }
}

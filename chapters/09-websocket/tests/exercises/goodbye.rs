//! 09.5: close, and do not wait for ever.

use std::time::Duration;

use frame::{Close, Opcode};
use futures_util::SinkExt;
use kit::{spawn, within};
use peer::{Peer, masked};
use tokio::io::AsyncWriteExt;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout}; // allowed: the clock is paused
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role;
use wiretap::pair;

use crate::goodbye;
use crate::web::MS;

const LIMIT: Duration = Duration::from_secs(5);
const HOUR: Duration = Duration::from_secs(3600);

/// A client to whom goodbye is being said.
fn leaving() -> Peer {
    let (near, far) = pair();
    let task: JoinHandle<()> = spawn(async move {
        let role = Role::Server;
        let socket = WebSocketStream::from_raw_socket(far, role, None).await;
        goodbye::goodbye(socket, LIMIT).await;
    });
    Peer::new(near, task)
}

/// Whether we are done with the client within half an hour.
async fn ends(client: &mut Peer) -> bool {
    let ended = timeout(HOUR / 2, &mut client.task);
    within("the goodbye", ended).await.is_ok()
}

/// The close frame that the client reads.
async fn expect_1001(client: &mut Peer) {
    let frame = client.frame().await;
    let close = Close::decode(&frame.payload).ok().flatten();
    let code = close.map(|close| close.code);
    assert!(
        frame.opcode == Opcode::Close && code == Some(1001),
        "the client reads a frame {:?} with {code:?}; it should be a close \
         frame with 1001",
        frame.opcode,
    );
}

#[exercise::check(goodbye)]
#[tokio::test(start_paused = true)]
async fn ex_09_5_whoever_answers_is_not_kept_waiting() {
    let mut client = leaving();
    expect_1001(&mut client).await;
    sleep(100 * MS).await;
    assert!(
        !client.task.is_finished(),
        "the client has read 1001 and answers 100 ms later, and nobody is \
         there to read it\nA socket that is closed with unread bytes in it \
         sends a RST. What do you wait for after the close frame? (hint 1)"
    );
    client.send(Opcode::Close, b"\x03\xe9").await;
    let start = Instant::now();
    let ended = ends(&mut client).await;
    assert!(
        ended && start.elapsed() < 10 * MS,
        "the client has answered with its own close frame, and you still \
         wait, {:?} long\nAfter that nothing more can come: what does \
         `next` give? (hint 2)",
        start.elapsed()
    );
}

#[exercise::check(goodbye)]
#[tokio::test(start_paused = true)]
async fn ex_09_5_what_was_on_its_way_is_read_and_forgotten() {
    let mut client = leaving();
    // Said before the client has seen that we close.
    for text in ["one", "two", "three"] {
        client.say(text).await;
    }
    expect_1001(&mut client).await;
    sleep(100 * MS).await;
    let written =
        client.stream.write_all(&masked(Opcode::Close, b"\x03\xe9")).await;
    assert!(
        written.is_ok() && !client.task.is_finished(),
        "three messages of the client were on their way when you closed, \
         and you are gone before its answer comes\nThe next message is not \
         the answer: read on until there is none (hint 2)"
    );
}

#[exercise::check(goodbye)]
#[tokio::test(start_paused = true)]
async fn ex_09_5_whoever_never_answers_holds_us_up_for_the_limit_only() {
    let start = Instant::now();
    let mut client = leaving();
    let ended = ends(&mut client).await;
    assert!(
        ended,
        "a client never answers the close frame, and half an hour later you \
         still wait; the limit was {LIMIT:?}\nYour server cannot end for as \
         long as one client does not want it to (hint 3)"
    );
    let took = start.elapsed();
    assert!(
        took >= LIMIT && took < LIMIT + 10 * MS,
        "a client never answers the close frame, and you give up after \
         {took:?}; the limit was {LIMIT:?} (hint 3)"
    );
}

#[exercise::check(goodbye)]
#[tokio::test(start_paused = true)]
async fn ex_09_5_whoever_talks_on_holds_us_up_no_longer() {
    let start = Instant::now();
    let mut client = leaving();
    let talks = async {
        loop {
            let word = masked(Opcode::Text, b"but");
            if client.stream.write_all(&word).await.is_err() {
                return;
            }
            sleep(Duration::from_secs(1)).await;
        }
    };
    let _ = within("the talk", timeout(HOUR / 2, talks)).await;
    let took = start.elapsed();
    assert!(
        took < LIMIT + Duration::from_secs(2),
        "a client says a word each second instead of answering, and you \
         listen for {took:?}; the limit was {LIMIT:?}\nIs there one limit \
         around everything, or one for each wait? (hint 3)"
    );
}

#[exercise::check(goodbye)]
#[tokio::test(start_paused = true)]
async fn ex_09_5_whoever_reads_nothing_holds_us_up_for_the_limit_only() {
    let (near, far) = pair();
    let role = Role::Server;
    let mut socket = WebSocketStream::from_raw_socket(far, role, None).await;
    // The way to the client is full already.
    let text = Message::text("x".repeat(1000));
    while timeout(MS, socket.send(text.clone())).await.is_ok() {}
    let start = Instant::now();
    let task = spawn(goodbye::goodbye(socket, LIMIT));
    let ended = timeout(HOUR / 2, task);
    let ended = within("the goodbye", ended).await.is_ok();
    drop(near);
    assert!(
        ended && start.elapsed() < LIMIT + 10 * MS,
        "a client reads nothing, and the way to it is full. Half an hour \
         later you still wait{}; the limit was {LIMIT:?}\nWhat are you \
         waiting for: the answer, or that your own close frame gets away? \
         (hint 3)",
        match ended {
            true => format!(" no more, but it took {:?}", start.elapsed()),
            false => String::new(),
        }
    );
}

//! Those who take less than they are told.

use engine::{Config, Content, Message, Reason};
use kit::within;
use peer::{Peer as Socket, masked};
use room::Outbox;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, sleep}; // allowed: the clock is paused

use crate::web::{House, MS, SECOND, get, settle};

/// A thousand bytes with everything.
fn long() -> Message {
    Message::text(&"x".repeat(1000 - 1 - Outbox::HANDLE))
}

/// Tells all until `peer` is cut off: how many messages that takes.
async fn until_cut_off(peer: &engine::Peer, also: &engine::Peer) -> usize {
    for said in 0.. {
        if peer.closed().is_some() {
            return said;
        }
        assert!(said < 10_000, "it keeps whatever comes");
        for peer in [peer, also] {
            peer.send(long());
        }
        settle().await;
    }
    unreachable!()
}

#[tokio::test(start_paused = true)]
async fn a_websocket_that_never_reads_is_cut_off_and_nobody_waits_for_it() {
    let config = Config {
        patience: 3600 * SECOND,
        ping_interval: 3600 * SECOND,
        max_queued: 100_000,
        ..Config::default()
    };
    let house = House::with(config, false);
    let bob = house.websocket(4).await;
    let slow = house.peer();
    let mut ann = house.websocket(4).await;
    let quick = house.peer();
    let hears = async {
        let mut heard = 0;
        while ann.hear().await.starts_with("4x") {
            heard += 1;
        }
        heard
    };
    let talks = async {
        let said = until_cut_off(&slow, &quick).await;
        quick.send(Message::text("that is all"));
        said
    };
    let (heard, said) = tokio::join!(hears, talks);
    assert_eq!(heard, said);
    // His outbox, and what is under way: the stream's 16 KiB. What is in the
    // library's buffer still counts as waiting.
    let most = 100_000 + (16 + 4) * 1024;
    assert!(said * 1000 > 100_000, "{said} messages");
    assert!(said * 1000 < most, "{said} messages");
    assert_eq!(slow.closed(), Some(Reason::TooSlow));
    settle().await;
    assert_eq!(house.notes(), ["closed: too slow"]);
    house.expect_size(1);
    drop(bob);
}

#[tokio::test(start_paused = true)]
async fn what_the_peer_has_not_taken_yet_still_waits() {
    let house = House::silent();
    let mut bob = house.websocket(4).await;
    let peer = house.peer();
    settle().await;
    assert!(peer.is_idle());
    // More than the stream holds: the rest is in the library's buffer.
    peer.send(Message::text(&"x".repeat(40_000)));
    settle().await;
    assert!(!peer.is_idle());
    assert_eq!(bob.hear().await.len(), 40_001);
    settle().await;
    assert!(peer.is_idle());
}

#[tokio::test(start_paused = true)]
async fn a_client_that_never_polls_is_cut_off() {
    let config = Config { max_queued: 100_000, ..Config::default() };
    let house = House::with(config, false);
    let polling = house.polling(4).await;
    let peer = house.peer();
    for _ in 0..100 {
        peer.send(long());
    }
    assert_eq!(peer.closed(), None);
    peer.send(Message::text(""));
    assert_eq!(peer.closed(), Some(Reason::TooSlow));
    settle().await;
    house.expect_size(0);
    assert_eq!(house.notes(), ["closed: too slow"]);
    polling.expect_over().await;
}

#[tokio::test(start_paused = true)]
async fn a_single_message_may_be_longer_than_all_that_may_wait() {
    let config = Config { max_queued: 1000, ..Config::default() };
    let house = House::with(config, false);
    let polling = house.polling(4).await;
    let long = "x".repeat(5000);
    house.peer().send(Message::text(&long));
    assert_eq!(polling.hear().await, format!("4{long}"));
}

#[tokio::test(start_paused = true)]
async fn empty_messages_cost_as_well() {
    let house = House::silent();
    let _polling = house.polling(4).await;
    let peer = house.peer();
    let most = house.engine.config().max_queued / (1 + Outbox::HANDLE);
    for _ in 0..most {
        peer.send(Message::text(""));
    }
    assert_eq!(peer.closed(), None);
    peer.send(Message::text(""));
    assert_eq!(peer.closed(), Some(Reason::TooSlow));
}

#[tokio::test(start_paused = true)]
async fn a_poll_whose_answer_is_never_read_ends_with_our_patience() {
    let house = House::silent();
    let polling = house.polling(4).await;
    let mut socket = house.connect();
    let head = get(&polling.query("polling"));
    let request = format!("{head}\r\nHost: localhost\r\n\r\n");
    socket.write(request.as_bytes()).await;
    settle().await;
    let start = Instant::now();
    // Far more than the stream holds.
    house.peer().send(Message::text(&"x".repeat(900_000)));
    let Socket { task, stream, .. } = socket;
    within("the connection's end", task).await.unwrap();
    let config = house.engine.config();
    assert_eq!(start.elapsed(), config.patience + config.goodbye);
    // The session has only its heartbeat to notice it, and does.
    house.expect_size(1);
    let mut noticed = Instant::now();
    while house.engine.size() > 0 {
        settle().await;
        noticed = Instant::now();
    }
    assert!(noticed - start <= 45 * SECOND);
    assert_eq!(house.notes(), ["closed: ping timeout"]);
    drop(stream);
}

#[tokio::test(start_paused = true)]
async fn who_says_much_and_reads_nothing_is_heard_no_more_and_then_cut_off() {
    let house = House::new(Config::default());
    let Socket { mut stream, task, .. } = house.websocket(4).await;
    let start = Instant::now();
    let text = masked(frame::Opcode::Text, &[b'4'; 1000]);
    let flood = async {
        while house.engine.size() > 0 {
            stream.write_all(&text).await.unwrap();
        }
    };
    within("the end of a session", flood).await;
    assert_eq!(start.elapsed(), house.engine.config().patience);
    let mut notes = house.notes();
    assert_eq!(notes.pop().unwrap(), "closed: transport error");
    // What the stream and the library keep: the rest was never read.
    assert!(notes.len() < 100, "{} messages", notes.len());
    drop(stream);
    within("the conversation's end", task).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn one_message_for_many_lies_in_one_place() {
    let message = Message::text("hello");
    let place = |message: &Message| match message.content() {
        Content::Text(text) => text.as_ptr(),
        Content::Binary(bytes) => bytes.as_ptr(),
    };
    let copies = vec![message.clone(); 1000];
    assert!(copies.iter().all(|copy| place(copy) == place(&message)));
}

#[tokio::test(start_paused = true)]
async fn an_idle_client_is_written_to_within_a_millisecond() {
    let house = House::silent();
    let mut socket = house.websocket(4).await;
    settle().await;
    let start = Instant::now();
    house.peer().send(Message::text("hello"));
    socket.expect("4hello").await;
    assert!(start.elapsed() < MS);
}

#[tokio::test(start_paused = true)]
async fn last_words_take_no_longer_than_they_may_however_many_there_are() {
    let house = House::silent();
    let Socket { mut stream, .. } = house.websocket(4).await;
    let peer = house.peer();
    for _ in 0..500 {
        peer.send(long());
    }
    settle().await;
    let start = Instant::now();
    peer.close(Reason::ForcedClose);
    // A little now and then: no single write waits for long.
    let reads = async {
        while house.engine.size() > 0 {
            sleep(4 * SECOND).await;
            let _ = stream.read(&mut [0; 8 * 1024]).await;
        }
    };
    within("the end of a session", reads).await;
    let goodbye = house.engine.config().goodbye;
    assert!(start.elapsed() < goodbye + 4 * SECOND, "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn over_a_websocket_a_single_message_may_be_as_long_as_any() {
    let config = Config { max_queued: 1000, ..Config::default() };
    let house = House::with(config, false);
    let mut socket = house.websocket(4).await;
    let long = "x".repeat(50_000);
    house.peer().send(Message::text(&long));
    socket.expect(&format!("4{long}")).await;
}

#[tokio::test(start_paused = true)]
async fn a_long_message_leaves_in_frames_of_64_kib_so_that_no_copy_is_longer() {
    let house = House::silent();
    let mut socket = house.websocket(4).await;
    let bytes: Vec<u8> = (0..200_000_u32).map(|n| n as u8).collect();
    house.peer().send(Message::text(&"x".repeat(64 * 1024 - 1)));
    house.peer().send(Message::binary(&bytes));
    house.peer().send(Message::text("short"));
    let whole = socket.frame().await;
    assert_eq!((whole.fin, whole.payload.len()), (true, 64 * 1024));
    let (mut kinds, mut heard) = (Vec::new(), Vec::new());
    loop {
        let frame = socket.frame().await;
        assert!(frame.payload.len() <= 64 * 1024);
        kinds.push(frame.opcode);
        heard.extend_from_slice(&frame.payload);
        if frame.fin {
            break;
        }
    }
    use frame::Opcode::{Binary, Continuation};
    let rest = Continuation;
    assert_eq!(kinds, [Binary, rest, rest, rest]);
    assert_eq!(heard, bytes);
    socket.expect("4short").await;
}

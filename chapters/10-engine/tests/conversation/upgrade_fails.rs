//! WebSockets that do not get the session that they want, or lose it.

use engine::{Config, Message, Reason};
use frame::Opcode;
use peer::Peer as Socket;
use tokio::time::{Instant, sleep}; // allowed: the clock is paused

use crate::web::{House, SECOND, heard, settle};

/// The client waits for its requests, says the document. One that does not
/// is told that its body was not heard.
#[tokio::test(start_paused = true)]
async fn a_body_that_has_not_come_at_five_is_refused() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let mut socket = polling.probed().await;
    let mut post = polling.begin_post().await;
    socket.say("5").await;
    settle().await;
    post.write(b"lo wo").await;
    let head = post.head().await;
    assert!(head.starts_with("HTTP/1.1 400 "), "{head}");
    socket.say("4hello").await;
    socket.expect("4hello").await;
    assert_eq!(house.notes(), ["hello"]);
}

#[tokio::test(start_paused = true)]
async fn of_two_websockets_at_once_the_second_is_turned_away() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let mut first = polling.probed().await;
    let mut second = polling.socket().await;
    assert_eq!(second.closed().await.0, 1000);
    second.expect_end().await;
    first.say("5").await;
    first.say("4hello").await;
    first.expect("4hello").await;
    assert_eq!(house.notes(), ["hello"]);
}

#[tokio::test(start_paused = true)]
async fn two_that_come_in_the_same_moment_cannot_both_have_it() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let (one, other) = (polling.socket(), polling.socket());
    let sockets: [Socket; 2] = tokio::join!(one, other).into();
    let mut moved = 0;
    for mut socket in sockets {
        for text in ["2probe", "5", "4hello"] {
            let frame = peer::masked(frame::Opcode::Text, text.as_bytes());
            use tokio::io::AsyncWriteExt;
            let _ = socket.stream.write_all(&frame).await;
        }
        settle().await;
        if socket.frame().await.opcode == frame::Opcode::Text {
            moved += 1;
            socket.expect("4hello").await;
        }
        std::mem::forget(socket);
    }
    assert_eq!(moved, 1);
    assert_eq!(house.notes(), ["hello"]);
}

#[tokio::test(start_paused = true)]
async fn one_that_never_says_five_is_closed_and_the_session_goes_on() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let start = Instant::now();
    let mut socket = polling.probed().await;
    socket.expect_closed(1008, "ping timeout").await;
    assert_eq!(start.elapsed(), house.engine.config().patience);
    goes_on(&house, &polling).await;
    socket.expect_end().await;
}

#[tokio::test(start_paused = true)]
async fn a_websocket_s_own_pings_neither_end_an_upgrade_nor_make_it_longer() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let start = Instant::now();
    let mut socket = polling.socket().await;
    socket.send(Opcode::Pong, b"").await;
    socket.say("2probe").await;
    socket.expect("3probe").await;
    for _ in 0..3 {
        socket.send(Opcode::Ping, b"still?").await;
        assert_eq!(socket.frame().await.opcode, Opcode::Pong);
        sleep(3 * SECOND).await;
    }
    socket.expect_closed(1008, "ping timeout").await;
    assert_eq!(start.elapsed(), house.engine.config().patience);
    goes_on(&house, &polling).await;
}

#[tokio::test(start_paused = true)]
async fn a_goodbye_in_the_moment_of_five_is_the_end_and_both_are_told() {
    let house = House::silent();
    let polling = house.polling(4).await;
    let mut socket = polling.probed().await;
    let mut post = polling.begin_post().await;
    // Nobody reads anything between these two.
    post.write(b"lo\x1e1\x1e").await;
    socket.say("5").await;
    socket.expect_closed(1000, "forced close").await;
    assert!(post.head().await.starts_with("HTTP/1.1 200 "));
    assert_eq!(house.notes(), ["hello", "closed: transport close"]);
}

/// By polling, and to another WebSocket.
async fn goes_on(house: &House, polling: &crate::web::Polling) {
    settle().await;
    polling.post("4hello").await;
    assert_eq!(polling.hear().await, "4hello");
    let poll = polling.poll().await;
    sleep(SECOND).await;
    assert!(!poll.is_finished(), "a noop for nobody");
    let mut socket = polling.probed().await;
    assert_eq!(heard(poll).await, "6");
    socket.say("5").await;
    socket.say("4again").await;
    socket.expect("4again").await;
    assert_eq!(house.notes(), ["hello", "again"]);
}

#[tokio::test(start_paused = true)]
async fn one_that_says_something_else_is_closed_and_the_session_goes_on() {
    let why = "an upgrade says `2probe`, and then `5`";
    for wrong in ["5", "2", "4hello", "6", "1"] {
        let house = House::new(Config::default());
        let polling = house.polling(4).await;
        let mut socket = polling.socket().await;
        socket.say(wrong).await;
        socket.expect_closed(1002, why).await;
        goes_on(&house, &polling).await;
        let house = House::new(Config::default());
        let polling = house.polling(4).await;
        let mut socket = polling.probed().await;
        socket.say("4too early").await;
        socket.expect_closed(1002, why).await;
        goes_on(&house, &polling).await;
    }
}

#[tokio::test(start_paused = true)]
async fn one_that_hangs_up_at_any_moment_leaves_the_session_as_it_was() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    drop(polling.socket().await);
    settle().await;
    drop(polling.probed().await);
    settle().await;
    let mut polite = polling.probed().await;
    polite.send(frame::Opcode::Close, b"\x03\xe8").await;
    assert_eq!(polite.closed().await.0, 1000);
    goes_on(&house, &polling).await;
}

#[tokio::test(start_paused = true)]
async fn one_that_speaks_another_revision_is_refused_and_the_session_goes_on() {
    for (eio, other) in [(3, 4), (4, 3)] {
        let house = House::new(Config::default());
        let mut polling = house.polling(eio).await;
        polling.eio = other;
        house.get(&polling.query("websocket")).await.expect_bad_request();
        house.get(&polling.query("polling")).await.expect_bad_request();
        polling.post("4hello").await.expect_bad_request();
        polling.eio = eio;
        let mut socket = polling.probed().await;
        socket.say("5").await;
        socket.say("4hello").await;
        socket.expect("4hello").await;
        assert_eq!(house.notes(), ["hello"]);
    }
}

#[tokio::test(start_paused = true)]
async fn the_heartbeat_goes_on_while_a_session_moves() {
    let house = House::new(Config::default());
    let start = Instant::now();
    let polling = house.polling(4).await;
    sleep(24 * SECOND).await;
    let mut socket = polling.probed().await;
    sleep(2 * SECOND).await;
    socket.say("5").await;
    // The question was asked at 25 s, and nobody polled for it.
    socket.expect("2").await;
    socket.closed().await;
    assert_eq!(start.elapsed(), 45 * SECOND);
    assert_eq!(house.notes(), ["closed: ping timeout"]);
}

#[tokio::test(start_paused = true)]
async fn when_the_session_ends_so_does_whoever_wants_it() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let mut socket = polling.probed().await;
    polling.post("1").await;
    assert_eq!(socket.closed().await.0, 1000);
    socket.expect_end().await;
    house.expect_size(0);
}

#[tokio::test(start_paused = true)]
async fn a_session_that_was_closed_while_it_moved_says_all_and_then_goodbye() {
    let house = House::silent();
    let polling = house.polling(4).await;
    let mut socket = polling.probed().await;
    house.peer().send(Message::text("last"));
    house.peer().close(Reason::ForcedClose);
    socket.say("5").await;
    socket.expect("4last").await;
    socket.expect_closed(1000, "forced close").await;
    house.expect_size(0);
}

#[tokio::test(start_paused = true)]
async fn after_it_the_connection_s_end_is_the_session_s() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let mut socket = polling.probed().await;
    socket.say("5").await;
    settle().await;
    house.expect_size(1);
    drop(socket);
    settle().await;
    house.expect_size(0);
    assert_eq!(house.notes(), ["closed: transport error"]);
    polling.expect_over().await;
}

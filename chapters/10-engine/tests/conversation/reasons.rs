//! What is said at an end, to whom, and for how long.

use engine::{Config, Message, Reason};
use kit::within;
use peer::{KEY, Peer as Socket};
use tokio::time::Instant;

use crate::web::{House, MS, SECOND, get, heard, settle};

/// Whichever of them the layer above has closed it with.
#[tokio::test(start_paused = true)]
async fn each_reason_has_its_code_and_whoever_is_lost_is_told_none() {
    for (reason, code, last) in [
        (Reason::TransportClose, 1000, "6"),
        (Reason::PingTimeout, 1008, "1"),
        (Reason::ParseError, 1002, "1"),
        (Reason::ForcedClose, 1000, "1"),
        (Reason::ServerShuttingDown, 1001, "1"),
        (Reason::TransportError, 0, "1"),
        (Reason::TooSlow, 0, "1"),
    ] {
        let house = House::silent();
        let mut socket = house.websocket(4).await;
        house.peer().close(reason);
        if code != 0 {
            socket.expect_closed(code, &reason.to_string()).await;
        }
        socket.expect_end().await;
        let polling = house.polling(4).await;
        let poll = polling.poll().await;
        house.peer().close(reason);
        assert_eq!(heard(poll).await, last, "{reason}");
        let closed = format!("closed: {reason}");
        assert_eq!(house.notes(), [closed.clone(), closed]);
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_takes_no_last_words_is_waited_for_no_longer_than_the_goodbye()
{
    let config = Config { patience: 3600 * SECOND, ..Config::default() };
    let house = House::with(config, false);
    let Socket { stream, task, .. } = house.websocket(4).await;
    // A little more than the stream holds: all of it is in the library.
    house.peer().send(Message::text(&"x".repeat(18_000)));
    settle().await;
    let start = Instant::now();
    house.peer().close(Reason::ForcedClose);
    while house.engine.size() > 0 {
        settle().await;
    }
    let goodbye = house.engine.config().goodbye;
    assert!(start.elapsed() >= goodbye && start.elapsed() < goodbye + 3 * MS);
    // The close frame has its own time, and the silence behind it, too.
    within("the conversation's end", task).await.unwrap();
    assert_eq!(start.elapsed(), 3 * goodbye);
    drop(stream);
}

#[tokio::test(start_paused = true)]
async fn who_asks_in_the_moment_of_the_end_is_let_in_by_neither_way() {
    let target = "/socket.io/?EIO=4&transport=websocket";
    let websocket = upgrade::request("localhost", target, KEY);
    let poll = get("EIO=4&transport=polling");
    let poll = format!("{poll}\r\nHost: localhost\r\n\r\n");
    // Which of the two is seen first is luck.
    for request in [poll, websocket].iter().cycle().take(40) {
        let house = House::new(Config::default());
        let mut late = house.connect();
        settle().await;
        late.write(request.as_bytes()).await;
        house.engine.close();
        let told = late.rest().await;
        assert!(!told.contains("sid"), "{told}");
        house.expect_size(0);
        late.expect_end().await;
    }
}

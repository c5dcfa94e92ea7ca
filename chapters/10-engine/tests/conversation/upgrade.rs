//! A session that moves from polling to a WebSocket, and loses nothing.

use engine::{Config, Message};
use kit::within;
use peer::Peer as Socket;
use tokio::time::{Instant, sleep}; // allowed: the clock is paused

use crate::web::{House, MS, get, heard, settle};

#[tokio::test(start_paused = true)]
async fn a_poll_that_waits_is_ended_by_a_noop_within_100_ms() {
    for (eio, noop) in [(3, "1:6"), (4, "6")] {
        let house = House::new(Config::default());
        let polling = house.polling(eio).await;
        let poll = polling.poll().await;
        let start = Instant::now();
        let mut socket = polling.probed().await;
        assert_eq!(heard(poll).await, noop);
        assert_eq!(start.elapsed(), 100 * MS);
        // The client polls no more.
        socket.say("5").await;
        socket.say("4hello").await;
        socket.expect("4hello").await;
        assert_eq!(house.notes(), ["hello"]);
        house.expect_size(1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_poll_that_comes_after_the_probe_is_ended_by_a_noop_as_well() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let mut socket = polling.probed().await;
    for _ in 0..3 {
        let start = Instant::now();
        assert_eq!(polling.hear().await, "6");
        assert!(start.elapsed() <= 100 * MS, "{:?}", start.elapsed());
    }
    socket.say("5").await;
    socket.say("4hello").await;
    socket.expect("4hello").await;
}

#[tokio::test(start_paused = true)]
async fn whatever_else_happens_no_poll_waits_longer_than_100_ms() {
    let house = House::silent();
    let polling = house.polling(4).await;
    let poll = polling.poll().await;
    let start = Instant::now();
    let _socket = polling.probed().await;
    let posts = async {
        loop {
            sleep(60 * MS).await;
            polling.post("4hello").await;
        }
    };
    tokio::select! {
        () = posts => {}
        noop = heard(poll) => assert_eq!(noop, "6"),
    }
    assert!(start.elapsed() <= 101 * MS, "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_client_that_stopped_polling_before_the_probe_is_upgraded_as_well() {
    for eio in [3, 4] {
        let house = House::new(Config::default());
        let polling = house.polling(eio).await;
        let mut socket = polling.probed().await;
        socket.say("5").await;
        socket.say("4hello").await;
        socket.expect("4hello").await;
    }
}

#[tokio::test(start_paused = true)]
async fn five_and_what_follows_may_come_in_one_piece_with_the_probe() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let mut socket = polling.socket().await;
    let frames = ["2probe", "5", "4one", "4two"]
        .map(|text| peer::masked(frame::Opcode::Text, text.as_bytes()));
    socket.write(&frames.concat()).await;
    for text in ["3probe", "4one", "4two"] {
        socket.expect(text).await;
    }
}

/// Every millisecond something is said to the client. Gives what it heard,
/// in its order. `pauses_first`: the client stops polling, and then probes.
async fn upgrade_while_somebody_talks(pauses_first: bool) -> Vec<String> {
    let house = House::silent();
    let polling = house.polling(4).await;
    let peer = house.peer();
    let talk = kit::spawn(async move {
        for number in 0..500 {
            peer.send(Message::text(&number.to_string()));
            sleep(MS).await;
        }
    });
    let mut all = Vec::new();
    let mut keep = |body: String| {
        let texts = body.split('\x1e').filter_map(|p| p.strip_prefix('4'));
        all.extend(texts.map(str::to_string));
    };
    for _ in 0..20 {
        keep(polling.hear().await);
    }
    let mut socket: Socket;
    if pauses_first {
        sleep(20 * MS).await;
        socket = polling.probed().await;
    } else {
        // The last poll is under way when the answer to the probe comes.
        let poll = polling.house.ask(&get(&polling.query("polling")), b"");
        socket = polling.probed().await;
        keep(heard(poll).await);
    }
    sleep(20 * MS).await;
    socket.say("5").await;
    while all.len() < 500 {
        all.extend(socket.hear().await.strip_prefix('4').map(str::to_string));
    }
    within("the talk's end", talk).await.unwrap();
    all
}

#[tokio::test(start_paused = true)]
async fn nothing_is_lost_and_nothing_overtakes_in_either_order() {
    let numbers: Vec<_> = (0..500).map(|n| n.to_string()).collect();
    for pauses_first in [true, false] {
        let heard = upgrade_while_somebody_talks(pauses_first).await;
        assert_eq!(heard, numbers, "pauses first: {pauses_first}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_client_says_by_both_ways_is_heard_in_its_order() {
    let house = House::silent();
    let polling = house.polling(4).await;
    polling.post("40\x1e41").await;
    let mut socket = polling.probed().await;
    polling.post("42").await;
    for text in ["5", "43", "44"] {
        socket.say(text).await;
    }
    settle().await;
    assert_eq!(house.notes(), ["0", "1", "2", "3", "4"]);
}

#[tokio::test(start_paused = true)]
async fn until_five_has_come_everything_goes_by_polling() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let mut socket = polling.probed().await;
    polling.post("4hello").await;
    assert_eq!(polling.hear().await, "4hello");
    socket.expect_silence().await;
}

#[tokio::test(start_paused = true)]
async fn after_five_whoever_still_polls_is_refused_and_harms_nobody() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let mut socket = polling.probed().await;
    socket.say("5").await;
    settle().await;
    house.get(&polling.query("polling")).await.expect_bad_request();
    polling.post("4hello").await.expect_bad_request();
    house.get(&polling.query("websocket")).await.expect_bad_request();
    socket.say("4still here").await;
    socket.expect("4still here").await;
}

#[tokio::test(start_paused = true)]
async fn a_poll_that_still_waits_at_five_is_ended_by_a_noop_at_once() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let mut socket = polling.probed().await;
    let start = Instant::now();
    let poll = polling.poll().await;
    socket.say("5").await;
    assert_eq!(heard(poll).await, "6");
    assert!(start.elapsed() < 10 * MS);
    socket.say("4hello").await;
    socket.expect("4hello").await;
}

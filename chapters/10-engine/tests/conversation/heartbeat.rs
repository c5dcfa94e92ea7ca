//! Who is noticed to be gone, and when, to the millisecond.

use engine::Config;
use frame::Opcode;
use kit::within;
use tokio::time::{Instant, sleep, sleep_until}; // allowed: the clock is paused

use crate::web::{House, MS, SECOND, heard};

#[tokio::test(start_paused = true)]
async fn in_revision_4_the_server_asks_at_25_s_and_gives_up_at_45() {
    let house = House::new(Config::default());
    let start = Instant::now();
    let mut socket = house.websocket(4).await;
    socket.expect("2").await;
    assert_eq!(start.elapsed(), 25 * SECOND);
    // A WebSocket's own pong is no sign of life, and no message is.
    socket.send(Opcode::Pong, b"").await;
    socket.say("4hello").await;
    socket.expect("4hello").await;
    socket.expect_closed(1008, "ping timeout").await;
    assert_eq!(start.elapsed(), 45 * SECOND);
    assert_eq!(house.notes(), ["hello", "closed: ping timeout"]);
    house.expect_size(0);
    socket.expect_end().await;
}

#[tokio::test(start_paused = true)]
async fn an_answer_at_the_last_moment_is_an_answer_and_later_is_too_late() {
    for (late, kept) in [(19_999, true), (20_001, false)] {
        let house = House::new(Config::default());
        let mut socket = house.websocket(4).await;
        socket.expect("2").await;
        let asked = Instant::now();
        sleep_until(asked + late * MS).await;
        socket.say("3").await;
        match kept {
            true => {
                socket.expect("2").await;
                assert_eq!(asked.elapsed(), late * MS + 25 * SECOND);
            }
            false => socket.expect_closed(1008, "ping timeout").await,
        }
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_answers_stays_for_hours_by_either_way() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let mut socket = house.websocket(4).await;
    let start = Instant::now();
    let answers = async {
        loop {
            socket.expect("2").await;
            socket.say("3").await;
        }
    };
    let polls = async {
        while start.elapsed() < 7200 * SECOND {
            assert_eq!(polling.hear().await, "2");
            assert_eq!(polling.post("3").await.text(), "ok");
        }
    };
    tokio::select! {
        () = answers => {}
        () = polls => {}
    }
    house.expect_size(2);
    assert_eq!(house.notes(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn in_revision_3_the_server_never_asks_and_waits_45_s_for_a_question() {
    let house = House::new(Config::default());
    let mut socket = house.websocket(3).await;
    let start = Instant::now();
    for number in 1..=3 {
        sleep_until(start + number * (45 * SECOND - MS)).await;
        socket.say("2").await;
        socket.expect("3").await;
    }
    let last = Instant::now();
    socket.expect_closed(1008, "ping timeout").await;
    assert_eq!(last.elapsed(), 45 * SECOND);
    assert_eq!(house.notes(), ["closed: ping timeout"]);
}

#[tokio::test(start_paused = true)]
async fn a_poll_that_waits_is_asked_and_told_that_it_is_over() {
    let house = House::new(Config::default());
    let start = Instant::now();
    let polling = house.polling(4).await;
    assert_eq!(polling.hear().await, "2");
    assert_eq!(start.elapsed(), 25 * SECOND);
    // To poll again is no answer.
    assert_eq!(polling.hear().await, "1");
    assert_eq!(start.elapsed(), 45 * SECOND);
    house.expect_size(0);
    polling.expect_over().await;
    assert_eq!(house.notes(), ["closed: ping timeout"]);
}

#[tokio::test(start_paused = true)]
async fn whoever_stops_polling_is_forgotten_though_no_connection_has_ended() {
    for eio in [3, 4] {
        let house = House::new(Config::default());
        let start = Instant::now();
        let polling = house.polling(eio).await;
        sleep_until(start + 45 * SECOND - MS).await;
        house.expect_size(1);
        sleep_until(start + 45 * SECOND + MS).await;
        house.expect_size(0);
        polling.expect_over().await;
        assert_eq!(house.notes(), ["closed: ping timeout"]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_question_that_nobody_polled_for_in_time_is_still_there() {
    let house = House::new(Config::default());
    let start = Instant::now();
    let polling = house.polling(4).await;
    sleep_until(start + 40 * SECOND).await;
    assert_eq!(polling.hear().await, "2");
    assert_eq!(polling.post("3").await.text(), "ok");
    let answered = Instant::now();
    assert_eq!(polling.hear().await, "2");
    assert_eq!(answered.elapsed(), 25 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn by_polling_revision_3_is_answered_in_the_next_poll() {
    let house = House::new(Config::default());
    let polling = house.polling(3).await;
    let poll = polling.poll().await;
    assert_eq!(polling.post("1:2").await.text(), "ok");
    assert_eq!(heard(poll).await, "1:3");
    assert_eq!(polling.post("6:2probe").await.text(), "ok");
    assert_eq!(polling.hear().await, "6:3probe");
}

#[tokio::test(start_paused = true)]
async fn a_heartbeat_in_the_wrong_direction_ends_the_session() {
    for (eio, wrong) in [(4, "2"), (3, "3")] {
        let house = House::new(Config::default());
        let mut socket = house.websocket(eio).await;
        socket.say(wrong).await;
        let why = "a heartbeat in the wrong direction";
        socket.expect_closed(1002, why).await;
        assert_eq!(house.notes(), ["closed: parse error"]);
        let polling = house.polling(eio).await;
        let body = if eio == 4 { "2" } else { "1:3" };
        polling.post(body).await.expect_bad_request();
        polling.expect_over().await;
        assert_eq!(house.notes(), ["closed: parse error"]);
    }
}

#[tokio::test(start_paused = true)]
async fn the_times_are_those_of_the_config() {
    let (ping_interval, ping_timeout) = (300 * MS, 200 * MS);
    let config = Config { ping_interval, ping_timeout, ..Config::default() };
    let house = House::new(config);
    let start = Instant::now();
    let mut socket = house.websocket(4).await;
    socket.expect("2").await;
    assert_eq!(start.elapsed(), ping_interval);
    socket.closed().await;
    assert_eq!(start.elapsed(), ping_interval + ping_timeout);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_talks_without_a_pause_is_asked_all_the_same() {
    let house = House::silent();
    let mut socket = house.websocket(4).await;
    let start = Instant::now();
    let talks = async {
        while start.elapsed() < 26 * SECOND {
            socket.say("4busy").await;
            sleep(100 * MS).await;
        }
        socket.hear().await
    };
    assert_eq!(within("the talk's end", talks).await, "2");
}

//! What is remembered, and how much.

use std::sync::Arc;
use std::time::Duration;

use push::{Board, Config, History};
use tokio::sync::Notify;
use tokio::time::sleep; // allowed: the clock is paused

#[test]
fn the_oldest_messages_are_forgotten_at_the_limit_of_their_number() {
    let mut history = History::new(3, usize::MAX);
    for _ in 0..10 {
        history.append("ann: hi");
    }
    assert_eq!(history.since(None).messages.len(), 3);
    assert_eq!(history.last(), 10);
}

#[test]
fn and_at_the_limit_of_their_bytes() {
    let mut history = History::new(usize::MAX, 1000);
    for number in 1..=100 {
        history.append(&"x".repeat(number));
        let since = history.since(None);
        let size = since.messages.iter().map(|m| m.len() + size_of_val(m));
        assert!(size.sum::<usize>() <= 1000);
    }
}

#[test]
fn all_that_fits_is_remembered_long_after_the_first_was_forgotten() {
    let one = push::event(1, "hi").len() + size_of::<bytes::Bytes>();
    let mut history = History::new(usize::MAX, 3 * one);
    for number in 1..=9 {
        history.append("hi");
        assert_eq!(history.since(None).messages.len(), number.min(3));
    }
}

#[test]
fn the_newest_message_is_remembered_however_long() {
    let mut history = History::new(1000, 10);
    history.append("a message of more than ten bytes");
    assert_eq!(history.since(Some(0)).messages.len(), 1);
    history.append("another one");
    assert_eq!(history.since(Some(1)).messages.len(), 1);
}

#[test]
fn a_number_beyond_all_numbers_is_a_gap_and_no_overflow() {
    let mut history = History::new(2, 1000);
    history.append("ann: hi");
    let since = history.since(Some(u64::MAX));
    assert!(since.gap.is_some());
    assert_eq!(since.messages.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_message_is_encoded_once_for_all_who_hear_it() {
    let board = Board::new(Config::default());
    let hangup = Arc::new(Notify::new());
    let mut listeners: Vec<_> =
        (0..3).map(|_| board.listen(None, hangup.clone())).collect();
    board.say("ann", "hello").await.unwrap();
    let polled = board.since(None).into_bytes();
    let waited = board.wait(Some(0)).await.into_bytes();
    assert_eq!(polled.as_ptr(), waited.as_ptr());
    for listener in &mut listeners {
        let beat = board.config().heartbeat;
        let heard = listener.next(beat).await.unwrap();
        assert_eq!(heard.as_ptr(), polled.as_ptr());
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_stops_to_listen_is_forgotten_at_once() {
    let board = Board::new(Config::default());
    let hangup = Arc::new(Notify::new());
    let listener = board.listen(None, hangup.clone());
    assert_eq!(Arc::strong_count(&hangup), 2, "the board has one");
    drop(listener);
    assert_eq!(Arc::strong_count(&hangup), 1);
}

#[tokio::test(start_paused = true)]
async fn whoever_listens_to_a_closed_board_hears_the_end() {
    let board = Board::new(Config::default());
    board.say("ann", "hello").await.unwrap();
    board.close();
    let mut late = board.listen(None, Arc::new(Notify::new()));
    let beat = board.config().heartbeat;
    assert!(late.next(beat).await.is_some(), "what was missed");
    assert_eq!(late.next(beat).await, None);
}

#[tokio::test(start_paused = true)]
async fn a_machine_that_was_asleep_does_not_make_up_for_what_it_has_not_said() {
    let board = Board::new(Config::default());
    let second = Duration::from_secs(1);
    let speaker = board.clone();
    kit::spawn(async move { push::speak(&speaker, second).await });
    tokio::task::yield_now().await;
    tokio::time::advance(60 * second).await;
    sleep(second / 2).await;
    assert_eq!(board.since(None).messages.len(), 1);
    sleep(second).await;
    assert_eq!(board.since(None).messages.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn what_no_guest_has_said_is_numbered_among_what_was_said_and_heard() {
    let board = Board::new(Config::default());
    let hangup = Arc::new(Notify::new());
    let mut listener = board.listen(None, hangup);
    let waiting = board.clone();
    let waiting =
        kit::spawn(async move { waiting.wait(Some(1)).await.into_bytes() });
    assert_eq!(board.say("ann", "one").await.unwrap(), 1);
    assert_eq!(board.publish("{\"no\": \"guest\"}"), 2);
    assert_eq!(board.say("ann", "three").await.unwrap(), 3);
    let published = "id: 2\ndata: {\"no\": \"guest\"}\n\n";
    let waited = kit::within("the long poll", waiting).await.unwrap();
    assert!(waited.starts_with(published.as_bytes()), "{waited:?}");
    let all = board.since(Some(0)).into_bytes();
    let expected = format!(
        "id: 1\ndata: ann: one\n\n{published}id: 3\ndata: ann: three\n\n"
    );
    assert_eq!(all, expected);
    let mut heard = Vec::new();
    while heard.len() < expected.len() {
        let beat = board.config().heartbeat;
        let next = kit::within("an event", listener.next(beat)).await;
        heard.extend_from_slice(&next.expect("the board is open"));
    }
    assert_eq!(heard, expected.as_bytes());
}

//! 09.2: come back, but not all at once.

use std::time::Duration;

use tokio::time::{Instant, timeout};

use crate::reconnect::{Try, keep_trying};

/// How long each wait between two tries took, in milliseconds. What comes of
/// each try is said by a letter: `f`ailed, `l`ost, `r`efused, `d`one.
async fn waits(tries: &str, luck: f64) -> (Vec<u128>, Option<bool>) {
    let mut waits = Vec::new();
    let mut left = tries.chars();
    let mut last = None;
    let connect = async || {
        let now = Instant::now();
        if let Some(last) = last.replace(now) {
            waits.push((now - last).as_millis());
        }
        match left.next() {
            Some('f') => Try::Failed,
            Some('l') => Try::Lost,
            Some('r') => Try::Refused,
            _ => Try::Done,
        }
    };
    let tried = keep_trying(connect, || luck);
    let done = timeout(Duration::from_secs(360_000), tried).await.ok();
    (waits, done)
}

#[exercise::check(reconnect)]
#[tokio::test(start_paused = true)]
async fn ex_09_2_each_wait_is_twice_as_long_up_to_the_longest() {
    let (waits, done) = waits("fffffffd", 1.0).await;
    assert!(
        waits == [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000],
        "seven tries failed, and luck was 1 each time. Your waits took \
         {waits:?} ms\nThe whole is 1 s at first, then twice as long each \
         time, and never over 30 s (hint 1)"
    );
    assert_eq!(done, Some(true), "the eighth try was `Done`: return true");
}

#[exercise::check(reconnect)]
#[tokio::test(start_paused = true)]
async fn ex_09_2_luck_chooses_between_the_half_and_the_whole() {
    for (luck, expected) in [(0.0, [500, 1000, 2000]), (0.5, [750, 1500, 3000])]
    {
        let (waits, _) = waits("fffd", luck).await;
        assert!(
            waits == expected,
            "luck was {luck} each time. Your waits took {waits:?} ms; they \
             should be {expected:?}\nA server ends, and a thousand clients \
             lose it at the same moment. If all wait equally long, when do \
             they come back? (hint 2)"
        );
    }
}

#[exercise::check(reconnect)]
#[tokio::test(start_paused = true)]
async fn ex_09_2_whoever_was_let_in_begins_anew() {
    let (waits, _) = waits("fffflfd", 1.0).await;
    assert!(
        waits == [1000, 2000, 4000, 8000, 1000, 2000],
        "four tries failed, the fifth was let in and lost later, the sixth \
         failed. Your waits took {waits:?} ms, with luck 1\nThe server was \
         there again, so this loss is a new one. Which wait comes after \
         `Lost`? (hint 3)"
    );
}

#[exercise::check(reconnect)]
#[tokio::test(start_paused = true)]
async fn ex_09_2_whoever_is_refused_gives_up() {
    let (waits, done) = waits("frfd", 1.0).await;
    assert!(
        waits == [1000] && done == Some(false),
        "the second try was `Refused`. You have tried {} times, and return \
         {done:?}\nA 403 today is a 403 in a minute. To ask again helps \
         nobody (hint 3)",
        waits.len() + 1
    );
}

#[exercise::check(reconnect)]
#[tokio::test(start_paused = true)]
async fn ex_09_2_a_server_that_is_away_for_a_day_is_no_reason_to_panic() {
    let tries = "f".repeat(3000) + "d";
    let (waits, done) = waits(&tries, 1.0).await;
    assert!(
        done == Some(true) && waits[2999] == 30_000,
        "three thousand tries failed, more than a day of them. The last \
         wait took {:?} ms\nTwo to the power of 3000 is no number of seconds \
         (hint 1)",
        waits.last()
    );
}

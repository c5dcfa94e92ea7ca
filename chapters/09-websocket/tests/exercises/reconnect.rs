//! 09.2: come back, but not all at once.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::time::{Instant, timeout};

use crate::reconnect::{Try, keep_trying};

/// How long each wait between two tries took, in milliseconds. What comes of
/// each try is said by a letter: `f`ailed, `l`ost, `r`efused, `d`one.
async fn waits(
    tries: &str,
    mut luck: impl FnMut() -> f64,
) -> (Vec<u128>, Option<bool>) {
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
    let tried = keep_trying(connect, &mut luck);
    let done = timeout(Duration::from_secs(360_000), tried).await.ok();
    (waits, done)
}

/// What is wrong with these waits, if they show it.
fn cause<'a>(waits: &[u128], otherwise: &'a str) -> &'a str {
    let whole = [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000];
    if whole.starts_with(waits) {
        "A server ends, and a thousand clients lose it at the same moment. If \
         all wait equally long, when do they come back? (hint 2)"
    } else if waits.iter().all(|wait| wait % 1000 == 0) {
        "These are whole seconds, and luck falls between them: is something \
         rounded? (hint 2)"
    } else {
        otherwise
    }
}

#[exercise::check(reconnect)]
#[tokio::test(start_paused = true)]
async fn ex_09_2_each_wait_is_twice_as_long_up_to_the_longest() {
    let (waits, done) = waits("fffffffd", || 1.0).await;
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
        let (waits, _) = waits("fffd", || luck).await;
        let cause = cause(&waits, "What comes of luck 0, and of 1? (hint 2)");
        assert!(
            waits == expected,
            "luck was {luck} each time. Your waits took {waits:?} ms; they \
             should be {expected:?}\n{cause}"
        );
    }
}

#[exercise::check(reconnect)]
#[tokio::test(start_paused = true)]
async fn ex_09_2_the_longest_wait_is_left_to_luck_as_well() {
    let (waits, _) = waits("ffffffffd", || 0.0).await;
    assert!(
        waits == [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000],
        "eight tries failed, and luck was 0 each time. Your waits took \
         {waits:?} ms; the last ones should be 15000: half of the longest\n{}",
        cause(
            &waits,
            "If the 30 s are a lid on what luck has chosen, all clients wait \
             for exactly 30 s in the end. Which of the two comes first? \
             (hint 3)"
        )
    );
}

#[exercise::check(reconnect)]
#[tokio::test(start_paused = true)]
async fn ex_09_2_each_wait_has_luck_of_its_own() {
    let mut lucks = [0.0, 1.0, 0.5].into_iter().cycle();
    let (waits, _) = waits("fffd", || lucks.next().unwrap()).await;
    assert!(
        waits == [500, 2000, 3000],
        "luck was 0, then 1, then 0.5. Your waits took {waits:?} ms; they \
         should be [500, 2000, 3000]\n{}",
        cause(
            &waits,
            "Two clients who were equally lucky once would stay together for \
             good. How often do you ask for luck? (hint 2)"
        )
    );
}

#[exercise::check(reconnect)]
#[tokio::test(start_paused = true)]
async fn ex_09_2_whoever_was_let_in_begins_anew() {
    let (waits, _) = waits("fffflfd", || 1.0).await;
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
    let (waits, done) = waits("frfd", || 1.0).await;
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
    let tried = AssertUnwindSafe(waits(&tries, || 1.0)).catch_unwind();
    let Ok((waits, done)) = tried.await else {
        panic!(
            "three thousand tries failed, more than a day of them, and yours \
             panicked: what it said stands above\nTwo to the power of 3000 \
             is no number of seconds. Where do you set the limit: before it \
             is computed, or behind? (hint 1)"
        );
    };
    assert!(
        done == Some(true) && waits.last() == Some(&30_000),
        "three thousand tries failed, more than a day of them, and luck was \
         1 each time. You waited {} times, for {} ms at last; it should be \
         3000 times, and 30000\nWhatever you count has grown for a day. Does \
         it wrap round, or does it pass the limit? (hint 1)",
        waits.len(),
        waits.last().unwrap_or(&0)
    );
}

//! When somebody asks, and when somebody gives up.

use std::time::Duration;

use engine::{Heartbeat, Reason};
use tokio::time::Instant;

use crate::MS;

const EVERY: Duration = Duration::from_secs(25);
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn whoever_asks_asks_after_the_interval_and_not_at_once() {
    let start = Instant::now();
    let mut heartbeat = Heartbeat::asks(EVERY, PATIENCE, start);
    assert!(heartbeat.is_asking());
    assert_eq!(heartbeat.deadline(), start + EVERY);
    assert_eq!(heartbeat.tick(start), Ok(false));
    assert_eq!(heartbeat.tick(start + EVERY - MS), Ok(false));
    assert_eq!(heartbeat.tick(start + EVERY), Ok(true));
}

#[test]
fn it_asks_once_and_gives_up_when_its_patience_has_passed() {
    let start = Instant::now();
    let mut heartbeat = Heartbeat::asks(EVERY, PATIENCE, start);
    let asked = start + EVERY;
    assert_eq!(heartbeat.tick(asked), Ok(true));
    assert_eq!(heartbeat.deadline(), asked + PATIENCE);
    assert_eq!(heartbeat.tick(asked), Ok(false));
    assert_eq!(heartbeat.tick(asked + PATIENCE - MS), Ok(false));
    let late = heartbeat.tick(asked + PATIENCE);
    assert_eq!(late, Err(Reason::PingTimeout));
}

#[test]
fn the_next_question_comes_an_interval_after_the_answer() {
    let mut now = Instant::now();
    let mut heartbeat = Heartbeat::asks(EVERY, PATIENCE, now);
    for pause in [Duration::ZERO, MS, PATIENCE - MS, PATIENCE / 2] {
        now += EVERY;
        assert_eq!(heartbeat.tick(now), Ok(true));
        now += pause;
        heartbeat.heard(now);
        assert_eq!(heartbeat.deadline(), now + EVERY);
        assert_eq!(heartbeat.tick(now + EVERY - MS), Ok(false));
    }
}

#[test]
fn whoever_is_asked_asks_nothing_and_waits_for_both_times_together() {
    let start = Instant::now();
    let mut heartbeat = Heartbeat::answers(EVERY, PATIENCE, start);
    assert!(!heartbeat.is_asking());
    assert_eq!(heartbeat.deadline(), start + EVERY + PATIENCE);
    assert_eq!(heartbeat.tick(start + EVERY), Ok(false));
    let last = start + EVERY + PATIENCE - MS;
    assert_eq!(heartbeat.tick(last), Ok(false));
    heartbeat.heard(last);
    assert_eq!(heartbeat.deadline(), last + EVERY + PATIENCE);
    assert_eq!(heartbeat.tick(last + EVERY + PATIENCE - MS), Ok(false));
    let late = heartbeat.tick(last + EVERY + PATIENCE);
    assert_eq!(late, Err(Reason::PingTimeout));
}

#[test]
fn whoever_wakes_up_late_asks_once_and_then_waits_the_whole_patience() {
    let start = Instant::now();
    let mut heartbeat = Heartbeat::asks(EVERY, PATIENCE, start);
    // The machine slept: three intervals have passed.
    let awake = start + 3 * EVERY;
    assert_eq!(heartbeat.tick(awake), Ok(true));
    assert_eq!(heartbeat.tick(awake), Ok(false));
    assert_eq!(heartbeat.deadline(), awake + PATIENCE);
}

//! 06.1: answer a long poll.

use std::time::Duration;

use kit::within;
use tokio::sync::watch;
use tokio::time::{Instant, sleep}; // allowed: the clock is paused

use crate::long_poll;

const MS: Duration = Duration::from_millis(1);
const LIMIT: Duration = Duration::from_secs(25);

/// What is answered, and when, if one message is said at each moment.
async fn ask(
    said: &[Duration],
    at: Duration,
    after: usize,
) -> (Vec<String>, Duration) {
    let (room, messages) = watch::channel(Vec::new());
    let moments = said.to_vec();
    let speaking = kit::spawn(async move {
        let start = Instant::now();
        for (number, moment) in (1..).zip(moments) {
            sleep(moment.saturating_sub(start.elapsed())).await;
            room.send_modify(|all: &mut Vec<String>| {
                all.push(format!("message {number}"));
            });
        }
        room.closed().await;
    });
    sleep(at).await;
    let start = Instant::now();
    let answer = long_poll::long_poll(messages, after, LIMIT);
    let answer = within("the answer to the long poll", answer).await;
    speaking.abort();
    (answer, start.elapsed())
}

#[exercise::check(long_poll)]
#[tokio::test(start_paused = true)]
async fn ex_06_1_what_was_said_before_the_question_is_answered_at_once() {
    let (answer, took) = ask(&[MS, 2 * MS, 3 * MS], 10 * MS, 1).await;
    assert!(
        answer == ["message 2", "message 3"] && took.is_zero(),
        "three messages were said, then somebody asked who has heard one. \
         After {took:?} the answer was {answer:?}\nBetween two polls nobody \
         waits, and things are said all the same. Is there something to tell \
         before you wait? (hint 1)"
    );
}

#[exercise::check(long_poll)]
#[tokio::test(start_paused = true)]
async fn ex_06_1_what_is_said_later_is_answered_the_moment_it_is_said() {
    let (answer, took) = ask(&[310 * MS], 10 * MS, 0).await;
    assert!(
        answer == ["message 1"] && took == 300 * MS,
        "somebody asked, and 300 ms later something was said. After {took:?} \
         the answer was {answer:?}\nIt should come with the message: not \
         before it, and not at the next look. Who can wake you? (hint 2)"
    );
}

#[exercise::check(long_poll)]
#[tokio::test(start_paused = true)]
async fn ex_06_1_nothing_is_answered_at_the_limit() {
    let (answer, took) = ask(&[], MS, 0).await;
    assert!(
        answer.is_empty() && took == LIMIT,
        "nothing was said. After {took:?} the answer was {answer:?}\nIt \
         should come after {LIMIT:?}, and say nothing: somebody between us \
         and the client might give up soon after that. (hint 3)"
    );
}

//! 06.1: answer a long poll.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use kit::within;
use tokio::sync::watch;
use tokio::time::{Instant, sleep}; // allowed: the clock is paused

use crate::long_poll;

const MS: Duration = Duration::from_millis(1);
const LIMIT: Duration = Duration::from_secs(25);

/// When messages are said, in milliseconds, and what somebody asks when.
struct Case {
    said: &'static [u32],
    at: u32,
    after: usize,
    /// The receiver has not been told yet of what was said before.
    stale: bool,
}

/// What is answered, and after how long.
async fn ask(case: Case, story: &str) -> (Vec<String>, Duration) {
    let Case { said, at, after, stale } = case;
    let (room, mut messages) = watch::channel(Vec::new());
    let speaking = kit::spawn(async move {
        let start = Instant::now();
        for (number, moment) in (1..).zip(said) {
            sleep((*moment * MS).saturating_sub(start.elapsed())).await;
            room.send_modify(|all: &mut Vec<String>| {
                all.push(format!("message {number}"));
            });
        }
        room.closed().await;
    });
    sleep(at * MS).await;
    match stale {
        true => messages.mark_changed(),
        false => messages.mark_unchanged(),
    }
    let start = Instant::now();
    let answer = long_poll::long_poll(messages, after, LIMIT);
    let answer = within("the answer to the long poll", caught(answer)).await;
    speaking.abort();
    match answer {
        Ok(answer) => (answer, start.elapsed()),
        Err(panic) => panic!(
            "{story} After {:?} your `long_poll` panicked: {}\nHow much has \
             been said at that moment, and is it more than the client has \
             heard? (hint 3)",
            start.elapsed(),
            words(&*panic),
        ),
    }
}

type Panic = Box<dyn Any + Send>;

/// What the future gives, or how it has panicked.
async fn caught<T>(future: impl Future<Output = T>) -> Result<T, Panic> {
    let mut future = pin!(future);
    poll_fn(|context| {
        let polled = AssertUnwindSafe(|| future.as_mut().poll(context));
        match catch_unwind(polled) {
            Ok(polled) => polled.map(Ok),
            Err(panic) => Poll::Ready(Err(panic)),
        }
    })
    .await
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

#[exercise::check(long_poll)]
#[tokio::test(start_paused = true)]
async fn ex_06_1_what_was_said_before_the_question_is_answered_at_once() {
    let story = "three messages were said, then somebody asked who has heard \
                 one.";
    let said = &[1, 2, 3];
    for stale in [false, true] {
        let case = Case { said, at: 10, after: 1, stale };
        let (answer, took) = ask(case, story).await;
        assert!(
            answer == ["message 2", "message 3"] && took.is_zero(),
            "{story} After {took:?} the answer was {answer:?}\nBetween two \
             polls nobody waits, and things are said all the same. Is there \
             something to tell before you wait? (hint 1)"
        );
    }
}

#[exercise::check(long_poll)]
#[tokio::test(start_paused = true)]
async fn ex_06_1_what_is_said_later_is_answered_the_moment_it_is_said() {
    let story = "somebody asked, and 300 ms later something was said.";
    let said = &[310];
    let case = Case { said, at: 10, after: 0, stale: false };
    let (answer, took) = ask(case, story).await;
    assert!(
        answer == ["message 1"] && took == 300 * MS,
        "{story} After {took:?} the answer was {answer:?}\nIt should come with \
         the message: not before it, and not at the next look. Who can wake \
         you? (hint 2)"
    );
}

#[exercise::check(long_poll)]
#[tokio::test(start_paused = true)]
async fn ex_06_1_nothing_is_answered_at_the_limit() {
    let story = "nothing was said.";
    let case = Case { said: &[], at: 1, after: 0, stale: false };
    let (answer, took) = ask(case, story).await;
    assert!(
        answer.is_empty() && took == LIMIT,
        "{story} After {took:?} the answer was {answer:?}\nIt should come \
         after {LIMIT:?}, and say nothing: somebody between us and the client \
         might give up soon after that. (hint 3)"
    );
}

#[exercise::check(long_poll)]
#[tokio::test(start_paused = true)]
async fn ex_06_1_whoever_has_heard_everything_is_not_woken_by_old_news() {
    let story = "three messages were said, then somebody asked who has heard \
                 all three, and nothing more was said.";
    let said = &[1, 2, 3];
    let case = Case { said, at: 10, after: 3, stale: true };
    let (answer, took) = ask(case, story).await;
    assert!(
        answer.is_empty() && took == LIMIT,
        "{story} After {took:?} the answer was {answer:?}, and it should come \
         after {LIMIT:?}\n`changed` tells of every change that this receiver \
         has not looked at, old ones too. Who is woken looks again whether \
         there is more than the client has heard. (hint 2)"
    );
}

#[exercise::check(long_poll)]
#[tokio::test(start_paused = true)]
async fn ex_06_1_whoever_has_heard_more_is_answered_when_there_is_more() {
    let story = "one message was said, then somebody asked who has heard two. \
                 100 ms later a second one was said, and after 300 ms a third.";
    let said = &[5, 110, 310];
    for stale in [false, true] {
        let case = Case { said, at: 10, after: 2, stale };
        let (answer, took) = ask(case, story).await;
        let why = match answer == ["message 3"] {
            true if took == 300 * MS => continue,
            true => {
                "That is right, but it should come with the message. Who \
                     can wake you? (hint 2)"
            }
            false => {
                "The first two are nothing new for this client. It waits \
                      until there is more, not until something is different. \
                      (hint 3)"
            }
        };
        panic!("{story} After {took:?} the answer was {answer:?}\n{why}");
    }
}

#[exercise::check(long_poll)]
#[tokio::test(start_paused = true)]
async fn ex_06_1_the_limit_is_counted_from_the_question() {
    let story = "somebody asked who has heard five messages; 10 s later one \
                 was said, and after 20 s another.";
    let said = &[10_000, 20_000];
    let case = Case { said, at: 0, after: 5, stale: false };
    let (answer, took) = ask(case, story).await;
    assert!(
        answer.is_empty() && took == LIMIT,
        "{story} After {took:?} the answer was {answer:?}, and it should come \
         after {LIMIT:?}\nThe client waits from its question on. Does the \
         limit stand around the whole wait, or around each change? (hint 3)"
    );
}

//! 06.3: how long until it is heard?

use std::time::Duration;

use crate::delays;
use crate::way::{Line, Way, hear};

const MS: Duration = Duration::from_millis(1);
const LINE: Line = Line { delay: Duration::from_millis(100), period: 2000 };

/// `42`, and `42 ms` as well.
#[track_caller]
fn expect(name: &str, guess: &str, fact: &str, why: &str) {
    let number = guess.trim().trim_end_matches("ms").trim_end();
    kit::expect_prediction(name, number, fact, why);
}

/// The delay of the last of some messages.
async fn last(way: Way, said: &[Duration]) -> u128 {
    let heard = hear(LINE, way, said, 10_000 * MS).await;
    heard.delays.last().map_or(0, Duration::as_millis)
}

#[exercise::check(delays)]
#[tokio::test(start_paused = true)]
async fn ex_06_3_how_long_until_it_is_heard() {
    let mut sum = 0;
    for phase in 0..50 {
        sum += last(Way::Poll, &[4000 * MS + 40 * phase * MS]).await;
    }
    expect(
        "MEAN_OF_POLLING",
        delays::MEAN_OF_POLLING,
        &(sum / 50).to_string(),
        "It waits for the next poll to reach the server, then travels one \
         way. How long does it wait on average? (hint 1)",
    );
    let two = [5000 * MS, 5010 * MS];
    for (name, guess, fact, why) in [
        (
            "LONG_POLL",
            delays::LONG_POLL,
            last(Way::Wait, &two[..1]).await,
            "Where is the question at the moment when the server speaks? \
             Which way is left to go? (hint 2)",
        ),
        (
            "SECOND_BY_LONG_POLL",
            delays::SECOND_BY_LONG_POLL,
            last(Way::Wait, &two).await,
            "The answer with the first message has just left. Follow it to \
             the client, follow the next question back, and then the second \
             answer; it was said 10 ms after the first. (hint 3)",
        ),
        (
            "SECOND_BY_STREAM",
            delays::SECOND_BY_STREAM,
            last(Way::Events, &two).await,
            "Does the server of a stream have to wait for anything? (hint 3)",
        ),
    ] {
        expect(name, guess, &fact.to_string(), why);
    }
}

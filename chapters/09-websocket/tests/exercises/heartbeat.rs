//! 09.1: notice a dead peer.

use std::time::Duration;

use kit::within;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, sleep_until}; // allowed: the clock is paused

use crate::heartbeat::{End, watch};

const SECOND: Duration = Duration::from_secs(1);
const EVERY: Duration = Duration::from_secs(20);
const PATIENCE: Duration = Duration::from_secs(5);

/// What the watcher has done in 200 seconds: when it has sent pings, and how
/// and when it has ended.
struct Watched {
    pings: Vec<u64>,
    end: Option<(End, u64)>,
}

/// Something comes from the peer at those seconds, and, if it `answers`, a
/// second after each ping.
async fn watched(seconds: &[u32], answers: bool) -> Watched {
    let start = Instant::now();
    let (arrive, arrivals) = mpsc::channel(100);
    let (ask, mut asked) = mpsc::unbounded_channel();
    let mut pings = Vec::new();
    let talks = async {
        for second in seconds {
            sleep_until(start + *second * SECOND).await;
            let _ = arrive.send(()).await;
        }
        std::future::pending().await
    };
    let listens = async {
        while let Some(()) = asked.recv().await {
            pings.push(start.elapsed().as_secs());
            if answers {
                sleep(SECOND).await;
                let _ = arrive.send(()).await;
            }
        }
        std::future::pending().await
    };
    let end = tokio::select! {
        end = watch(arrivals, ask, EVERY, PATIENCE) => {
            Some((end, start.elapsed().as_secs()))
        }
        () = talks => None,
        () = listens => None,
        // Just before: whether a ping at the very end counts would be luck.
        () = sleep(200 * SECOND - SECOND / 10) => None,
    };
    Watched { pings, end }
}

/// Whether two of them were sent at once, or nearly.
fn twice(pings: &[u64]) -> bool {
    pings.windows(2).any(|two| two[1] < two[0] + 2)
}

#[exercise::check(heartbeat)]
#[tokio::test(start_paused = true)]
async fn ex_09_1_a_dead_peer_is_noticed_in_time() {
    let Watched { pings, end } = watched(&[3, 7], false).await;
    let told = "EVERY is 20 s, PATIENCE is 5 s. The peer speaks after 3 and \
                after 7 seconds, then its cable is pulled.";
    let Some((end, second)) = end else {
        panic!(
            "{told} After 200 s you have sent {} pings, and you still wait\n\
             A ping into a cut wire is no error: nobody tells you that it \
             has not arrived. What is it that you are waiting for, and for \
             how long? (hint 1)",
            pings.len()
        );
    };
    assert!(
        end == End::Dead && second == 32,
        "{told} You say {end:?} after {second} s; it should be Dead after 32\n\
         From when on does it count, 20 s of silence and then 5 s of \
         patience? (hint 2)"
    );
    assert!(
        pings == [27],
        "{told} You have sent pings after {pings:?} s; it should be one, \
         after 27\n{}",
        match twice(&pings) {
            true => "After each silence one ping, not two (hint 2)",
            false => "When is it time to ask, and how often? (hint 2)",
        }
    );
}

#[exercise::check(heartbeat)]
#[tokio::test(start_paused = true)]
async fn ex_09_1_a_silent_peer_that_answers_lives() {
    let Watched { pings, end } = watched(&[], true).await;
    let told = "A peer says nothing of its own, and answers each ping after \
                a second.";
    if let Some((end, second)) = end {
        panic!(
            "{told} After {second} s you say {end:?}; you have sent {} \
             pings\nSilence alone proves nothing: most people in a chat read. \
             Have you asked? (hint 1)",
            pings.len()
        );
    }
    assert!(
        !twice(&pings),
        "{told} You have sent pings after {pings:?} s\nAfter each silence \
         one ping, not two (hint 2)"
    );
    assert!(
        pings == [20, 41, 62, 83, 104, 125, 146, 167, 188],
        "{told} You have sent pings after {pings:?} s\nWith its answer a \
         silence is over, and the next one begins: ask again 20 s after \
         that (hint 3)"
    );
}

#[exercise::check(heartbeat)]
#[tokio::test(start_paused = true)]
async fn ex_09_1_whoever_speaks_need_not_be_asked() {
    let seconds: Vec<u32> = (0..11).map(|number| 1 + 19 * number).collect();
    let Watched { pings, end } = watched(&seconds, false).await;
    assert!(
        pings.is_empty() && end.is_none(),
        "A peer says something every 19 s; EVERY is 20 s. You have sent \
         pings after {pings:?} s{}\nHas there been a silence of EVERY? \
         Each arrival starts the wait anew (hint 2)",
        end.map_or(String::new(), |(end, at)| {
            format!(", and say {end:?} after {at} s")
        })
    );
}

#[exercise::check(heartbeat)]
#[tokio::test(start_paused = true)]
async fn ex_09_1_anything_is_a_sign_of_life() {
    // Its words cross our ping: they were sent before it came.
    let Watched { pings, end } = watched(&[1, 23, 43], false).await;
    assert!(
        pings.first() == Some(&21) && end != Some((End::Dead, 26)),
        "A peer speaks after 1 s and again after 23 s. You have sent pings \
         after {pings:?} s, and end with {end:?}\nAfter 21 s it is time to \
         ask, and 2 s later it speaks. That need not be a pong: somebody was \
         there to say it (hint 3)"
    );
}

#[exercise::check(heartbeat)]
#[tokio::test(start_paused = true)]
async fn ex_09_1_whoever_closes_is_not_dead() {
    for second in [5, 22] {
        let (arrive, arrivals) = mpsc::channel::<()>(1);
        let (ask, _asked) = mpsc::unbounded_channel();
        let closes = async {
            sleep(second * SECOND).await;
            drop(arrive);
        };
        let watch = watch(arrivals, ask, EVERY, PATIENCE);
        let both = async { tokio::join!(watch, closes) };
        let (end, ()) = within("`watch` to end with `arrivals`", both).await;
        assert!(
            end == End::Closed,
            "a peer closes after {second} s, and you say {end:?}\n`recv` \
             gives `None` then, in both of your waits (hint 3)"
        );
    }
}

//! How long a client waits before it tries again.

use std::time::Duration;

use websocket::Backoff;

const SECOND: Duration = Duration::from_secs(1);

fn waits(luck: f64, count: usize) -> Vec<f64> {
    let mut backoff = Backoff::new(SECOND, 30 * SECOND);
    (0..count).map(|_| backoff.wait(luck).as_secs_f64()).collect()
}

#[test]
fn without_luck_it_is_half_of_the_whole_and_the_whole_doubles() {
    assert_eq!(waits(0.0, 7), [0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0]);
    assert_eq!(waits(1.0, 7), [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]);
}

#[test]
fn it_is_never_over_the_longest_however_many_failures_there_are() {
    for luck in [0.0, 0.5, 1.0, 2.0, -1.0, f64::INFINITY] {
        let waits = waits(luck, 200);
        assert!(waits.iter().all(|wait| (0.5..=30.0).contains(wait)));
        assert!(waits[100..].iter().all(|wait| *wait >= 15.0));
    }
    let mut huge = Backoff::new(Duration::MAX, Duration::MAX);
    for _ in 0..200 {
        assert!(huge.wait(0.0) >= Duration::MAX / 2 - SECOND);
    }
}

#[test]
fn after_a_success_it_begins_anew() {
    let mut backoff = Backoff::new(SECOND, 30 * SECOND);
    for _ in 0..10 {
        backoff.wait(1.0);
    }
    assert_eq!(backoff.wait(1.0), 30 * SECOND);
    backoff.reset();
    assert_eq!(backoff.wait(1.0), SECOND);
}

#[test]
fn a_thousand_clients_come_back_spread_over_the_half_of_the_wait() {
    let mut backoff = Backoff::new(SECOND, 30 * SECOND);
    for _ in 0..4 {
        backoff.wait(0.0);
    }
    // Each tenth of the eight seconds gets its share.
    let mut tenths = [0; 10];
    for _ in 0..1000 {
        let wait = backoff.clone().wait(rand::random()).as_secs_f64();
        assert!((8.0..=16.0).contains(&wait), "{wait}");
        tenths[((wait - 8.0) / 0.8).min(9.0) as usize] += 1;
    }
    assert!(tenths.iter().all(|count| *count > 30), "{tenths:?}");
}

//! Sessions that join nothing.

use std::time::Duration;

use events::{Io, Namespace, Refused, Socket};
use tokio::time::{Instant, sleep}; // allowed: the clock is paused

use crate::house::House;

const SECOND: Duration = Duration::from_secs(1);

fn house() -> House {
    House::with(events::program(), |config| {
        config.connect_timeout = 10 * SECOND;
        config.engine.ping_interval = 86_400 * SECOND;
    })
}

#[tokio::test(start_paused = true)]
async fn a_session_that_joins_nothing_is_ended_exactly_in_time() {
    let house = house();
    let start = Instant::now();
    let mut peer = house.open().await;
    assert_eq!(peer.closed().await, (1000, "forced close".to_string()));
    assert_eq!(start.elapsed(), 10 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn whoever_joins_at_the_last_moment_may_stay() {
    let house = house();
    let mut peer = house.open().await;
    sleep(10 * SECOND - Duration::from_millis(1)).await;
    peer.join("/").await;
    peer.expect(r#"42["auth",{}]"#).await;
    sleep(1000 * SECOND).await;
    peer.say(r#"42["message",1]"#).await;
    peer.expect(r#"42["message-back",1]"#).await;
}

#[tokio::test(start_paused = true)]
async fn whoever_has_left_everything_may_stay_as_well() {
    // As with the official server: the limit is for the first one.
    let house = house();
    let mut peer = house.join("/custom").await;
    peer.expect(r#"42/custom,["auth",{}]"#).await;
    peer.say("41/custom,").await;
    sleep(1000 * SECOND).await;
    peer.join("/").await;
}

#[tokio::test(start_paused = true)]
async fn a_packet_that_has_begun_does_not_put_off_the_end() {
    let house = house();
    let start = Instant::now();
    let mut peer = house.open().await;
    sleep(6 * SECOND).await;
    peer.say(r#"451-["message",{"_placeholder":true,"num":0}]"#).await;
    assert_eq!(peer.closed().await.0, 1000);
    assert_eq!(start.elapsed(), 10 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_let_in_nowhere_has_no_more_time() {
    let refuses = Namespace::new(|_: &Socket| {})
        .allow(|_| Err(Refused::new("not today")));
    let house = House::new(Io::new().with("/", refuses));
    let start = Instant::now();
    let mut peer = house.open().await;
    peer.say("40").await;
    peer.expect(r#"44{"message":"not today"}"#).await;
    peer.closed().await;
    assert_eq!(start.elapsed(), 45 * SECOND);
}

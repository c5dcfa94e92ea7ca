//! Protocol 4, which comes with EIO=3: the clients of Socket.IO 1 and 2.

use std::time::Duration;

use events::{Io, Namespace, Refused, Socket};
use kit::within;
use tokio::time::{Instant, sleep}; // allowed: the clock is paused

use crate::house::{House, args};

#[tokio::test(start_paused = true)]
async fn whoever_opens_a_session_has_joined() {
    let house = House::new(events::program());
    let mut peer = house.begin(3).await;
    peer.expect("40").await;
    peer.expect(r#"42["auth",{}]"#).await;
    peer.say(r#"42["message",1,"two"]"#).await;
    peer.expect(r#"42["message-back",1,"two"]"#).await;
}

#[tokio::test(start_paused = true)]
async fn a_query_is_what_the_client_says_of_itself() {
    let house = House::new(events::program());
    let mut peer = house.old().await;
    peer.expect(r#"42["auth",{}]"#).await;
    peer.say("40/custom?token=A%20b&%F0%9F%A7%A6=1,").await;
    peer.expect("40/custom,").await;
    let auth = peer.hear().await;
    let both = [
        r#"42/custom,["auth",{"token":"A b","🧦":"1"}]"#,
        r#"42/custom,["auth",{"🧦":"1","token":"A b"}]"#,
    ];
    assert!(both.contains(&&*auth), "{auth}");
}

#[tokio::test(start_paused = true)]
async fn a_refusal_names_the_namespace_with_its_query() {
    let refuses = Namespace::new(|_: &Socket| {})
        .allow(|_| Err(Refused::new("not today")));
    let io = Io::new()
        .with("/", Namespace::new(|_: &Socket| {}))
        .with("/custom", refuses);
    let mut peer = House::new(io).old().await;
    peer.say("40/custom?a=1,").await;
    let refused = peer.hear().await;
    assert_eq!(refused, r#"44/custom?a=1,{"message":"not today"}"#);
}

#[tokio::test(start_paused = true)]
async fn a_server_without_a_root_refuses_and_keeps_the_session_for_a_while() {
    let io = Io::new().with("/custom", Namespace::new(|_: &Socket| {}));
    let house = House::with(io, |config| {
        config.connect_timeout = Duration::from_secs(10);
    });
    let start = Instant::now();
    let mut peer = house.begin(3).await;
    peer.expect(r#"44{"message":"Invalid namespace"}"#).await;
    peer.closed().await;
    assert_eq!(start.elapsed(), Duration::from_secs(10));
}

#[tokio::test(start_paused = true)]
async fn bytes_come_with_their_type_in_front() {
    let house = House::new(events::program());
    let mut peer = house.old().await;
    peer.hear().await;
    let held = r#"{"_placeholder":true,"num":0}"#;
    peer.say(&format!(r#"451-["message",{held}]"#)).await;
    peer.say_binary(b"\x04\x01\x02").await;
    peer.expect(&format!(r#"451-["message-back",{held}]"#)).await;
    assert_eq!(peer.hear_binary().await, b"\x04\x01\x02"[..]);
}

#[tokio::test(start_paused = true)]
async fn it_is_the_client_who_asks_whether_somebody_is_there() {
    let io = Io::new().with(
        "/",
        Namespace::new(|socket: &Socket| {
            socket.on("leave", |socket, _| {
                let _ = socket.emit("bye", &args(&[]));
                socket.disconnect(false);
            });
        }),
    );
    let house = House::with(io, |_| {});
    let mut peer = house.old().await;
    for _ in 0..10 {
        sleep(Duration::from_secs(40)).await;
        peer.say("2").await;
        peer.expect("3").await;
    }
    peer.say(r#"42["leave"]"#).await;
    peer.expect(r#"42["bye"]"#).await;
    peer.expect("41").await;
    within("the end", peer.closed()).await;
}

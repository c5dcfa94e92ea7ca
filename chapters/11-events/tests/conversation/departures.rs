//! Why a socket has left, in the words of the official server, and who is
//! told.

use std::time::Duration;

use events::{Io, Namespace, Socket};
use tokio::time::Instant;

use crate::house::{House, Log, args};

/// Two namespaces that note who goes, and why.
fn io(log: &Log) -> Io {
    let noted = log.clone();
    let greet = move |socket: &Socket| {
        let log = noted.clone();
        socket.on_disconnect(move |socket, why| {
            assert!(!socket.is_connected());
            log.note(format!("{}: {}", socket.namespace(), why.in_server()));
        });
        socket.on("leave", |socket, _| socket.disconnect(false));
        socket.on("end", |socket, _| socket.disconnect(true));
    };
    Io::new()
        .with("/", Namespace::new(greet.clone()))
        .with("/other", Namespace::new(greet))
}

#[tokio::test(start_paused = true)]
async fn a_server_lets_go_of_one_namespace() {
    let log = Log::default();
    let house = House::new(io(&log));
    let mut peer = house.join("/").await;
    peer.join("/other").await;
    peer.say(r#"42/other,["leave"]"#).await;
    peer.expect("41/other,").await;
    assert_eq!(log.take().await, ["/other: server namespace disconnect"]);
    peer.say("41").await;
    assert_eq!(log.take().await, ["/: client namespace disconnect"]);
    // The session is still there.
    peer.join("/other").await;
}

#[tokio::test(start_paused = true)]
async fn a_server_ends_the_whole_session() {
    let log = Log::default();
    let house = House::new(io(&log));
    let mut peer = house.join("/").await;
    peer.join("/other").await;
    peer.say(r#"42/other,["end"]"#).await;
    // With this word an official client does not come back by itself.
    peer.expect("41/other,").await;
    assert_eq!(peer.closed().await, (1000, "forced close".to_string()));
    let told = ["/other: server namespace disconnect", "/: forced close"];
    assert_eq!(log.take().await, told);
}

#[tokio::test(start_paused = true)]
async fn the_end_of_a_session_is_the_end_of_all_its_sockets() {
    let closes: [(&[u8], &str); 3] = [
        (b"\x03\xe8", "transport close"),
        (b"", "transport error"),
        (b"42[", "parse error"),
    ];
    for (how, why) in closes {
        let log = Log::default();
        let house = House::new(io(&log));
        let mut peer = house.join("/").await;
        peer.join("/other").await;
        match how {
            b"" => drop(peer),
            [3, 0xe8] => {
                let close = peer::masked(frame::Opcode::Close, how);
                peer.write(&close).await;
            }
            packet => peer.say(std::str::from_utf8(packet).unwrap()).await,
        }
        let expected = [format!("/: {why}"), format!("/other: {why}")];
        assert_eq!(log.take().await, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_does_not_answer_a_ping_is_missed() {
    let log = Log::default();
    let house = House::with(io(&log), |_| {});
    let mut peer = house.join("/").await;
    let start = Instant::now();
    peer.expect("2").await;
    assert_eq!(peer.closed().await, (1008, "ping timeout".to_string()));
    assert_eq!(start.elapsed(), Duration::from_secs(25 + 20));
    assert_eq!(log.take().await, ["/: ping timeout"]);
}

#[tokio::test(start_paused = true)]
async fn when_the_server_ends_all_are_told() {
    let log = Log::default();
    let house = House::new(io(&log));
    let mut peer = house.join("/").await;
    house.engine.close();
    let (code, reason) = peer.closed().await;
    assert_eq!((code, &*reason), (1001, "server shutting down"));
    assert_eq!(log.take().await, ["/: server shutting down"]);
}

#[tokio::test(start_paused = true)]
async fn a_goodbye_is_heard_once() {
    let log = Log::default();
    let house = House::new(io(&log));
    let mut peer = house.join("/").await;
    peer.say("41").await;
    drop(peer);
    assert_eq!(log.take().await, ["/: client namespace disconnect"]);
}

#[tokio::test(start_paused = true)]
async fn what_was_said_before_a_goodbye_comes_before_it() {
    let io = Io::new().with(
        "/",
        Namespace::new(|socket: &Socket| {
            socket.on("go", |socket, _| {
                for number in 0..100 {
                    let number = args(&[number.into()]);
                    socket.emit("last words", &number).unwrap();
                }
                socket.disconnect(true);
            });
        }),
    );
    let mut peer = House::new(io).join("/").await;
    peer.say(r#"42["go"]"#).await;
    for number in 0..100 {
        peer.expect(&format!(r#"42["last words",{number}]"#)).await;
    }
    peer.expect("41").await;
    assert_eq!(peer.closed().await.0, 1000);
}

#[tokio::test(start_paused = true)]
async fn what_is_under_way_to_one_that_has_left_is_no_fault() {
    let log = Log::default();
    let house = House::new(io(&log));
    let mut peer = house.join("/").await;
    peer.say(r#"42["leave"]"#).await;
    peer.expect("41").await;
    // The client may have said this before it heard so, and not only this.
    peer.join("/other").await;
    for packet in [r#"42["late"]"#, r#"430["late"]"#, "41"] {
        peer.say(packet).await;
    }
    peer.say(r#"42/other,["leave"]"#).await;
    peer.expect("41/other,").await;
    let told = ["/", "/other"];
    let told = told.map(|name| format!("{name}: server namespace disconnect"));
    assert_eq!(log.take().await, told);
}

//! Packets in several messages: what may come between them, and what not.

use std::time::Duration;

use events::{Args, Encoded, Io, Limits, Namespace, Socket};
use kit::within;
use peer::{Peer, masked};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep}; // allowed: the clock is paused

use crate::house::{House, Log};

const HELD: &str = r#"{"_placeholder":true,"num":0}"#;

fn echo(socket: &Socket) {
    socket.on("echo", |socket, event| {
        let _ = socket.emit("back", &event.args);
    });
}

fn io() -> Io {
    Io::new()
        .with("/", Namespace::new(echo))
        .with("/other", Namespace::new(echo))
}

#[tokio::test(start_paused = true)]
async fn an_event_is_told_when_its_last_attachment_has_come() {
    let mut peer = House::new(io()).join("/other").await;
    let two = r#"{"x":[{"num":1,"_placeholder":true}]}"#;
    peer.say(&format!(r#"452-/other,["echo",{HELD},{two}]"#)).await;
    peer.say_binary(b"first").await;
    peer.say_binary(b"").await;
    peer.expect(&format!(r#"452-/other,["back",{HELD},{two}]"#)).await;
    assert_eq!(peer.hear_binary().await, b"first"[..]);
    assert_eq!(peer.hear_binary().await, b""[..]);
}

#[tokio::test(start_paused = true)]
async fn heartbeats_may_come_between_attachments() {
    let house = House::with(io(), |_| {});
    let mut peer = house.join("/").await;
    sleep(Duration::from_secs(24)).await;
    peer.say(&format!(r#"451-["echo",{HELD}]"#)).await;
    peer.expect("2").await;
    peer.say("3").await;
    peer.write(&masked(frame::Opcode::Ping, b"of the WebSocket")).await;
    assert_eq!(peer.frame().await.opcode, frame::Opcode::Pong);
    peer.say_binary(b"sock").await;
    peer.expect(&format!(r#"451-["back",{HELD}]"#)).await;
    assert_eq!(peer.hear_binary().await, b"sock"[..]);
}

#[tokio::test(start_paused = true)]
async fn nothing_else_may_come_between() {
    let waits = format!(r#"451-["echo",{HELD}]"#);
    for other in [r#"42["echo"]"#, "40/other,", "41", &waits] {
        let mut peer = House::new(io()).join("/").await;
        peer.say(&waits).await;
        peer.say(other).await;
        let closed = peer.closed().await;
        assert_eq!(closed, (1002, "parse error".to_string()), "{other}");
    }
}

#[tokio::test(start_paused = true)]
async fn bytes_that_nobody_has_announced_end_the_session() {
    let mut peer = House::new(io()).join("/").await;
    peer.say_binary(b"for whom?").await;
    assert_eq!(peer.closed().await, (1002, "parse error".to_string()));
}

#[tokio::test(start_paused = true)]
async fn attachments_that_never_come_end_the_session_in_time() {
    let house = House::with(io(), |config| {
        config.connect_timeout = Duration::from_secs(10);
        config.engine.ping_interval = Duration::from_secs(86_400);
    });
    let mut peer = house.join("/").await;
    let start = Instant::now();
    let two = r#"{"_placeholder":true,"num":1}"#;
    peer.say(&format!(r#"452-["echo",{HELD},{two}]"#)).await;
    sleep(Duration::from_secs(6)).await;
    // The time is that of the whole packet, or a byte now and then would do.
    peer.say_binary(b"one").await;
    assert_eq!(peer.closed().await, (1000, "forced close".to_string()));
    assert_eq!(start.elapsed(), Duration::from_secs(10));
}

#[tokio::test(start_paused = true)]
async fn a_packet_that_is_complete_has_no_deadline_any_more() {
    let mut peer = House::new(io()).join("/").await;
    peer.say(&format!(r#"451-["echo",{HELD}]"#)).await;
    peer.say_binary(b"sock").await;
    peer.hear().await;
    peer.hear_binary().await;
    sleep(Duration::from_secs(3600)).await;
    peer.say(r#"42["echo"]"#).await;
    peer.expect(r#"42["back"]"#).await;
}

#[tokio::test(start_paused = true)]
async fn a_packet_may_have_so_many_attachments_and_so_many_bytes() {
    let limits = Limits { attachments: 2, bytes: 100 };
    let house = House::with(io(), |config| config.limits = limits);
    let three = (0..3).map(|n| format!(r#"{{"_placeholder":true,"num":{n}}}"#));
    let three: Vec<String> = three.collect();
    let mut peer = house.join("/").await;
    peer.say(&format!(r#"453-["echo",{}]"#, three.join(","))).await;
    assert_eq!(peer.closed().await.0, 1002);
    let header = format!(r#"51-["echo",{HELD}]"#);
    let rest = vec![b'x'; limits.bytes - header.len()];
    let mut peer = house.join("/").await;
    peer.say(&format!("4{header}")).await;
    peer.say_binary(&rest).await;
    peer.hear().await;
    assert_eq!(peer.hear_binary().await, rest);
    peer.say(&format!("4{header}")).await;
    peer.say_binary(&[&rest[..], b"x"].concat()).await;
    assert_eq!(peer.closed().await.0, 1002);
}

/// The bytes of an attachment say whose it is.
fn upload(from: u8) -> Args {
    Args::new().and_binary(vec![from; 3]).and_binary(vec![from; 5])
}

async fn hears_whole_packets(peer: &mut Peer, count: usize) {
    for _ in 0..count {
        let header = peer.hear().await;
        let from = u8::from(header.starts_with("452-/other,"));
        assert!(header.starts_with("452-"), "{header}");
        assert_eq!(peer.hear_binary().await, [from; 3][..]);
        assert_eq!(peer.hear_binary().await, [from; 5][..]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attachments_of_two_who_speak_at_once_are_not_mixed() {
    const EACH: usize = 300;
    let (tell, mut joined) = mpsc::unbounded_channel::<Socket>();
    let greet = move |socket: &Socket| {
        let _ = tell.send(socket.clone());
    };
    let io = Io::new()
        .with("/", Namespace::new(greet.clone()))
        .with("/other", Namespace::new(greet));
    let house = House::new(io);
    let mut peer = house.join("/").await;
    peer.join("/other").await;
    let mut tasks = Vec::new();
    for from in 0..2 {
        let socket = joined.recv().await.unwrap();
        // Each on a thread of its own, or nothing would be at once.
        tasks.push(tokio::spawn(async move {
            for _ in 0..EACH {
                socket.emit("upload", &upload(from)).unwrap();
                tokio::task::yield_now().await;
            }
        }));
    }
    let hears = hears_whole_packets(&mut peer, 2 * EACH);
    within("all attachments", hears).await;
    for task in tasks {
        task.await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_said_while_joining_comes_in_order_behind_the_answer() {
    // In `allow` a socket is still joining.
    let log = Log::default();
    let kept = log.clone();
    let io = Io::new().with(
        "/",
        Namespace::new(move |socket: &Socket| {
            kept.note(socket.is_connected().to_string());
            socket.emit("third", &Args::new()).unwrap();
        })
        .allow(|socket| {
            assert!(!socket.is_connected());
            socket.emit("first", &upload(1)).unwrap();
            let second = Encoded::event("/", None, "second", &Args::new());
            socket.send(&second.unwrap());
            Ok(())
        }),
    );
    let house = House::new(io);
    let mut peer = house.open().await;
    peer.join("/").await;
    assert!(peer.hear().await.starts_with(r#"452-["first""#));
    assert_eq!(peer.hear_binary().await, [1; 3][..]);
    assert_eq!(peer.hear_binary().await, [1; 5][..]);
    peer.expect(r#"42["second"]"#).await;
    peer.expect(r#"42["third"]"#).await;
    assert_eq!(log.take().await, ["true"]);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_not_in_is_not_idle() {
    let log = Log::default();
    let (before, kept) = (log.clone(), log.clone());
    let io = Io::new().with(
        "/",
        Namespace::new(move |socket: &Socket| {
            let log = kept.clone();
            socket.on_disconnect(move |socket, _| {
                log.note(format!("after: {}", socket.is_idle()));
            });
        })
        .allow(move |socket| {
            before.note(format!("before: {}", socket.is_idle()));
            Ok(())
        }),
    );
    let mut peer = House::new(io).join("/").await;
    peer.say("41").await;
    assert_eq!(log.take().await, ["before: false", "after: false"]);
}

/// What the door lets in may speak already, from another thread.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_task_says_meanwhile_stays_in_order_as_well() {
    const EACH: u32 = 300;
    let speak = |socket: &Socket| {
        let socket = socket.clone();
        let (tell, begun) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for number in 0..EACH {
                socket.emit("n", &Args::of(&number).unwrap()).unwrap();
                let _ = tell.send(());
            }
        });
        let _ = begun.recv();
        Ok(())
    };
    let namespace = Namespace::new(|_: &Socket| {}).allow(speak);
    let house = House::new(Io::new().with("/", namespace));
    for _ in 0..50 {
        let mut peer = house.join("/").await;
        for number in 0..EACH {
            peer.expect(&format!(r#"42["n",{number}]"#)).await;
        }
    }
}

//! Chapter 11's column in the matrix of failures: each cell is what happened.

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/house.rs"]
mod house;

use std::time::Duration;

use events::{Io, Namespace, Socket};
use frame::Opcode;
use house::{House, args};
use kit::{deliveries, send, trouble, within};
use peer::{Peer, masked};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout}; // allowed: the clock is paused

type Told = mpsc::UnboundedReceiver<String>;

/// A `/` that answers each `ping`, and tells why sockets leave.
fn house() -> (House, Told) {
    let (tell, told) = mpsc::unbounded_channel();
    let greet = move |socket: &Socket| {
        socket.on("ping", |socket, event| {
            let _ = socket.emit("pong", &args(&[]));
            assert!(event.args.attachments().len() < 2);
        });
        socket.on("echo", |socket, event| {
            let _ = socket.emit("back", &event.args);
        });
        let tell = tell.clone();
        socket.on_disconnect(move |_, why| {
            let _ = tell.send(why.in_server());
        });
    };
    let io = Io::new().with("/", Namespace::new(greet));
    (House::with(io, |_| {}), told)
}

const HEADER: &str = r#"451-["ping",{"_placeholder":true,"num":0}]"#;

#[tokio::test(start_paused = true)]
async fn what_chapter_11_does_when_things_go_wrong() {
    let mut cells = Vec::new();
    let ping = [
        masked(Opcode::Text, HEADER.as_bytes()),
        masked(Opcode::Binary, b"\x01\x02\x03"),
    ]
    .concat();
    for delivery in &deliveries(&[&ping[..], &ping[..]])[..3] {
        let (house, _told) = house();
        let mut peer = house.join("/").await;
        send(&mut peer.stream, delivery).await.unwrap();
        for _ in 0..2 {
            peer.expect(r#"42["pong"]"#).await;
        }
        cells.push("2 events heard of 2".to_string());
    }
    cells.push(end_by(drop).await);
    cells.push(end_by(|peer| trouble::reset(peer.stream)).await);
    cells.push(silence().await);
    cells.push(never_reads().await);
    cells.push(flood().await);
    kit::pin!("failures-of-events", kit::failures(&cells));
}

async fn left(told: &mut Told, start: Instant) -> String {
    let why = within("the socket's end", told.recv()).await.unwrap();
    let time = match start.elapsed().as_secs() {
        0 => String::new(),
        seconds => format!(" after {seconds} s"),
    };
    format!("the socket leaves{time}: `{why}`")
}

/// A header without its attachment, and then that end.
async fn end_by(end: impl FnOnce(Peer)) -> String {
    let (house, mut told) = house();
    let mut peer = house.join("/").await;
    let start = Instant::now();
    peer.say(HEADER).await;
    tokio::task::yield_now().await;
    end(peer);
    left(&mut told, start).await
}

/// The same, and heartbeats go on.
async fn silence() -> String {
    let (house, mut told) = house();
    let mut peer = house.join("/").await;
    let start = Instant::now();
    peer.say(HEADER).await;
    let answers = async {
        loop {
            peer.expect("2").await;
            peer.say("3").await;
        }
    };
    tokio::select! {
        biased; // its close frame is no heartbeat
        cell = left(&mut told, start) => {
            format!("{cell}, in spite of heartbeats")
        }
        () = answers => unreachable!(),
    }
}

async fn never_reads() -> String {
    let (house, mut told) = house();
    let mut peer = house.join("/").await;
    let start = Instant::now();
    let packet = format!(r#"42["echo","{}"]"#, "x".repeat(10_000));
    let mut taken = 0;
    let second = Duration::from_secs(1);
    while timeout(second, peer.say(&packet)).await.is_ok() {
        taken += packet.len();
        assert!(taken < 10_000_000, "it takes whatever comes");
    }
    format!("stops reading; {}", left(&mut told, start).await)
}

/// Ten attachments of a megabyte, where ten megabytes in all are too much.
async fn flood() -> String {
    let (house, mut told) = house();
    let mut peer = house.join("/").await;
    let start = Instant::now();
    let held = (0..10).map(|n| format!(r#"{{"_placeholder":true,"num":{n}}}"#));
    let held: Vec<String> = held.collect();
    let header = format!(r#"4510-["ping",{}]"#, held.join(","));
    peer.say(&header).await;
    let mut sent = 0;
    while told.is_empty() {
        let sending = peer.say_binary(&[b'p'; 1_000_000]);
        let Ok(()) = timeout(Duration::from_secs(1), sending).await else {
            break;
        };
        sent += 1;
        tokio::task::yield_now().await;
    }
    assert_eq!(sent, 10);
    left(&mut told, start).await
}

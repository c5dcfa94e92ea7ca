//! Chapter 12's column in the matrix of failures: each cell is what happened.

#[allow(dead_code)] // shared with the checks of the exercises
#[path = "exercises/house.rs"]
mod house;

use std::time::Duration;

use events::Socket;
use frame::Opcode;
use house::{Guest, House, SECOND};
use kit::{deliveries, send, trouble, within};
use peer::masked;
use rooms::Rooms;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout}; // allowed: the clock is paused

type Told = mpsc::UnboundedReceiver<String>;

const PING: &str = r#"42["chat message","ping"]"#;

/// The chat, which tells why sockets leave.
fn chat() -> (House, Told) {
    let (tell, told) = mpsc::unbounded_channel();
    let connect = move |rooms: &Rooms, socket: &Socket| {
        let rooms = rooms.clone();
        socket.on("chat message", move |_, event| {
            rooms.all().emit("chat message", &event.args).unwrap();
        });
        let tell = tell.clone();
        socket.on_disconnect(move |_, why| {
            let _ = tell.send(why.in_server());
        });
    };
    let day = Duration::from_secs(25);
    let limit = move |config: &mut events::Config| {
        config.engine.ping_interval = day;
    };
    (House::whose(Rooms::new("/"), limit, connect), told)
}

async fn ann_and_bob() -> (House, Told, Guest, Guest) {
    let (mut house, told) = chat();
    let [ann, bob] = house.guests().await;
    (house, told, ann, bob)
}

#[tokio::test(start_paused = true)]
async fn what_chapter_12_does_when_things_go_wrong() {
    let mut cells = Vec::new();
    let ping = masked(Opcode::Text, PING.as_bytes());
    for delivery in &deliveries(&[&ping[..], &ping[..]])[..3] {
        let (_house, _told, mut ann, mut bob) = ann_and_bob().await;
        send(&mut bob.peer.stream, delivery).await.unwrap();
        for _ in 0..2 {
            ann.expect(PING).await;
        }
        cells.push("2 messages heard of 2".to_string());
    }
    cells.push(end_by(drop).await);
    cells.push(end_by(|bob| trouble::reset(bob.peer.stream)).await);
    cells.push(end_by(std::mem::forget).await);
    cells.push(never_reads().await);
    cells.push(flood().await);
    kit::pin!("failures-of-rooms", kit::failures(&cells));
}

/// Answers heartbeats until something else comes.
async fn hear(guest: &mut Guest) -> String {
    loop {
        match guest.hear().await {
            asked if asked == "2" => guest.say("3").await,
            heard => return heard,
        }
    }
}

async fn left(told: &mut Told, start: Instant) -> String {
    let why = within("somebody's end", told.recv()).await.unwrap();
    let time = match start.elapsed().as_secs() {
        0 => String::new(),
        seconds => format!(" after {seconds} s"),
    };
    format!("he leaves{time}: `{why}`")
}

/// Half a message, and then that end. The others go on.
async fn end_by(end: impl FnOnce(Guest)) -> String {
    let (house, mut told, mut ann, mut bob) = ann_and_bob().await;
    let start = Instant::now();
    let ping = masked(Opcode::Text, PING.as_bytes());
    bob.peer.write(&ping[..ping.len() - 2]).await;
    tokio::task::yield_now().await;
    end(bob);
    let cell = tokio::select! {
        cell = left(&mut told, start) => cell,
        heard = hear(&mut ann) => panic!("{heard}"),
    };
    ann.say(PING).await;
    assert_eq!(hear(&mut ann).await, PING);
    assert_eq!(house.rooms.all().sockets().len(), 1);
    cell
}

async fn never_reads() -> String {
    let (house, mut told, mut ann, _bob) = ann_and_bob().await;
    let start = Instant::now();
    let packet = format!(r#"42["chat message","{}"]"#, "x".repeat(10_000));
    let mut said = 0;
    while told.is_empty() {
        ann.say(&packet).await;
        assert_eq!(hear(&mut ann).await, packet);
        said += 1;
        assert!(said < 1000, "he keeps all of it");
    }
    assert_eq!(house.rooms.all().sockets().len(), 1);
    let left = left(&mut told, start).await;
    format!("others hear every message, at once; {left}")
}

async fn flood() -> String {
    let (_house, mut told, mut ann, mut bob) = ann_and_bob().await;
    let start = Instant::now();
    let packet = format!(r#"42["chat message","{}"]"#, "x".repeat(1_000_000));
    let frame = masked(Opcode::Text, packet.as_bytes());
    let _ = timeout(SECOND, bob.peer.write(&frame)).await;
    let left = left(&mut told, start).await;
    ann.expect_silence().await;
    format!("nobody hears it; {left}")
}

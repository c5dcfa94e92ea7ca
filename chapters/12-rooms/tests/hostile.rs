//! Attacks from outside, and accidents that look like one.

use std::time::Duration;

use engine::converse;
use events::{Args, Config, Io, Namespace, Refused, Socket};
use frame::Opcode;
use futures_util::future::join_all;
use kit::{Program, within};
use peer::{Peer, masked};
use rooms::Rooms;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep; // allowed: other threads are waited for

#[allow(dead_code)] // shared with the checks of the exercises
#[path = "exercises/house.rs"]
mod house;

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-12");

#[tokio::test]
async fn the_longest_times_that_can_be_typed_harm_nobody() {
    for option in ["--ping-interval", "--ping-timeout", "--connect-timeout"] {
        let run = format!("unseen --port 0 --lab 0 {option} 580000000000years");
        let mut server = Program::start(CHAPTER, &run);
        let port = server.port("listening on");
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let request =
            "GET /socket.io/?EIO=4&transport=polling HTTP/1.0\r\n\r\n";
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.0 200 "), "{option}: {answer}");
    }
}

/// A server whose every word clears its guests' screens. In JSON, U+009B may
/// stand as it is, and means what ESC [ does.
fn painter() -> Io {
    let paint = |socket: &Socket| {
        let lines = Args::of(&["\u{9b}2J"]).unwrap();
        socket.emit("chat message", &lines).unwrap();
    };
    let refuse = |_: &Socket| Err(Refused::new("\u{9b}2J"));
    Io::new()
        .with("/", Namespace::new(paint))
        .with("/refused", Namespace::new(paint).allow(refuse))
}

#[tokio::test]
async fn a_server_does_not_paint_on_the_screens_of_its_guests() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let engine = painter().into_engine(Config::default());
    let stop = std::future::pending();
    kit::spawn(engine::serve(engine, vec![listener], None, stop));
    for (namespace, expected) in [
        // What is no text is shown as JSON.
        ("/", r#"[".2J"]"#),
        ("/refused", r#"connect_error: {"message":".2J"}"#),
    ] {
        let shown = tokio::task::spawn_blocking(move || {
            let run =
                format!("connect --namespace {namespace} unseen --port {port}");
            Program::start(CHAPTER, &run).line_with("2J")
        });
        assert_eq!(shown.await.unwrap(), expected);
    }
}

/// Comes, hears so many packets, and goes without a word. Nothing may stand
/// between a header and its two attachments.
async fn visitor(engine: engine::Engine, packets: usize) {
    let (near, far) = wiretap::pair();
    let task = tokio::spawn(converse(far, engine)); // on whatever thread
    let mut peer = Peer::new(near, task);
    peer.begin(4).await;
    peer.say("40").await;
    for _ in 0..packets {
        let frame = peer.frame().await;
        assert_eq!(frame.opcode, Opcode::Text, "{:?}", frame.payload);
        match &frame.payload[..2] {
            b"41" => peer.say("40").await,
            b"52" | b"45" => {
                for _ in 0..2 {
                    assert_eq!(peer.frame().await.opcode, Opcode::Binary);
                }
            }
            _ => peer.say(r#"42["red"]"#).await,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn threads_that_talk_join_leave_and_send_away_at_once_lose_nobody() {
    let rooms = Rooms::new("/");
    let namespace = rooms.namespace(|rooms, socket| {
        let rooms = rooms.clone();
        socket.on("red", move |socket, _| {
            rooms.join(socket, "red");
            let args = Args::new().and_binary(&b"a"[..]).and_binary(&b"b"[..]);
            let _ = rooms.broadcast(socket).emit("both", &args);
            rooms.leave(socket, "red");
        });
    });
    let engine = Io::new().with("/", namespace).into_engine(Config::default());
    let talkers: Vec<_> = (0..4)
        .map(|number| {
            let rooms = rooms.clone();
            tokio::spawn(async move {
                loop {
                    let args = Args::of(&number).unwrap();
                    let both = args.and_binary(&b"a"[..]);
                    let both = both.and_binary(&b"b"[..]);
                    let _ = rooms.all().emit("both", &both);
                    let _ = rooms.to("red").emit("one", &Args::new());
                    if number == 0 {
                        for socket in rooms.all().sockets().iter().take(3) {
                            socket.disconnect(false);
                        }
                    }
                    sleep(Duration::from_millis(2)).await;
                }
            })
        })
        .collect();
    let visitors = (0..40).map(|_| visitor(engine.clone(), 300));
    within("the visitors", join_all(visitors)).await;
    talkers.iter().for_each(|talker| talker.abort());
    let gone = async {
        while engine.size() > 0 || !rooms.all().sockets().is_empty() {
            sleep(Duration::from_millis(5)).await;
        }
    };
    within("everybody's going", gone).await;
}

/// Somebody in the chat.
async fn guest(engine: &engine::Engine) -> Peer {
    let (near, far) = wiretap::pair();
    let task = kit::spawn(converse(far, engine.clone()));
    let mut peer = Peer::new(near, task);
    peer.begin(4).await;
    peer.say("40").await;
    peer.hear().await;
    assert_eq!(peer.hear().await, r#"42["auth",{}]"#);
    peer
}

#[tokio::test(start_paused = true)]
async fn three_pictures_of_more_than_may_wait_send_nobody_away() {
    let engine = rooms::program().into_engine(Config::default());
    let mut guests = [guest(&engine).await, guest(&engine).await];
    let held = [0, 1, 2];
    let held = held.map(|n| format!(r#"{{"_placeholder":true,"num":{n}}}"#));
    let header = format!(r#"453-["chat message",{}]"#, held.join(","));
    guests[0].say(&header).await;
    let picture = masked(Opcode::Binary, &[b'x'; 600_000]);
    for _ in 0..3 {
        guests[0].write(&picture).await;
    }
    for peer in &mut guests {
        assert_eq!(peer.hear().await, header);
        for _ in 0..3 {
            assert_eq!(peer.hear_binary().await.len(), 600_000);
        }
    }
    assert_eq!(engine.size(), 2);
}

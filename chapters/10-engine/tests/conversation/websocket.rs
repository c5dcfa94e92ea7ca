//! A session that is carried by a WebSocket from the beginning.

use engine::Config;
use frame::Opcode;
use kit::{deliveries, send};
use peer::masked;

use crate::web::{House, settle};

#[tokio::test(start_paused = true)]
async fn the_first_frame_is_the_open_packet_and_has_107_bytes() {
    for eio in [3, 4] {
        let house = House::new(Config::default());
        let mut socket = house.connect();
        let query = format!("EIO={eio}&transport=websocket");
        socket.open(&query).await;
        while socket.read.len() < 109 {
            socket.more("the open packet").await;
        }
        assert_eq!(socket.read[..2], b"\x81\x6b"[..]);
        let open = socket.hear().await;
        let sid = house.peer().sid();
        let expected =
            format!(r#"0{{"sid":"{sid}","upgrades":[],"pingInterval":25000,"#);
        assert!(open.starts_with(&expected), "{open}");
        house.expect_size(1);
    }
}

#[tokio::test(start_paused = true)]
async fn texts_and_bytes_come_back_as_they_were() {
    for eio in [3, 4] {
        let house = House::new(Config::default());
        let mut socket = house.websocket(eio).await;
        let long = format!("4{}", "x".repeat(100_000));
        for text in ["4hello", "4", "4€𝕊", "4a\u{1e}b", &long] {
            socket.say(text).await;
            socket.expect(text).await;
        }
        let typed = [4, 1, 2, 3, 4];
        let bytes = if eio == 3 { &typed[..] } else { &typed[1..] };
        socket.send(Opcode::Binary, bytes).await;
        let echo = socket.frame().await;
        assert_eq!((echo.opcode, &echo.payload[..]), (Opcode::Binary, bytes));
        // Whichever it was, what was said is the same.
        let notes = house.notes();
        assert_eq!(notes[..4], ["hello", "", "€𝕊", "a\u{1e}b"]);
        assert_eq!(notes[5], "[1, 2, 3, 4]");
    }
}

#[tokio::test(start_paused = true)]
async fn it_does_not_matter_how_the_frames_arrive() {
    let frames: Vec<_> = (0..50)
        .map(|number| masked(Opcode::Text, format!("4{number}").as_bytes()))
        .collect();
    let frames: Vec<&[u8]> = frames.iter().map(|frame| &frame[..]).collect();
    for delivery in deliveries(&frames) {
        let house = House::new(Config::default());
        let mut socket = house.websocket(4).await;
        send(&mut socket.stream, &delivery).await.unwrap();
        for number in 0..50 {
            let text = format!("4{number}");
            assert_eq!(socket.hear().await, text, "{}", delivery.name);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn frames_right_behind_the_handshake_are_heard() {
    let house = House::new(Config::default());
    let mut socket = house.connect();
    let target = "/socket.io/?EIO=4&transport=websocket";
    let key = "dGhlIHNhbXBsZSBub25jZQ==";
    let request = upgrade::request("localhost", target, key);
    let hello = masked(Opcode::Text, b"4hello");
    socket.write(&[request.as_bytes(), &hello].concat()).await;
    assert!(socket.head().await.starts_with("HTTP/1.1 101 "));
    assert!(socket.hear().await.starts_with("0{"));
    socket.expect("4hello").await;
}

#[tokio::test(start_paused = true)]
async fn what_a_handler_says_at_once_comes_right_behind_the_open_packet() {
    let engine = engine::Engine::new(Config::default(), |peer| {
        peer.send(engine::Message::text("welcome"));
        Box::new(Nobody)
    });
    let mut socket = House::silent().connect();
    let (near, far) = wiretap::pair();
    socket.stream = near;
    socket.task = kit::spawn(engine::converse(far, engine));
    socket.open("EIO=4&transport=websocket").await;
    assert!(socket.hear().await.starts_with("0{"));
    socket.expect("4welcome").await;
}

struct Nobody;

impl engine::Handler for Nobody {
    fn message(&mut self, _: engine::Message) {}
}

#[tokio::test(start_paused = true)]
async fn a_message_in_fragments_is_one_message_and_a_ping_between_is_answered()
{
    let house = House::new(Config::default());
    let mut socket = house.websocket(4).await;
    let mut fragment = masked(Opcode::Text, b"4hel");
    fragment[0] &= 0x7f; // more is to come
    socket.write(&fragment).await;
    socket.send(Opcode::Ping, b"still?").await;
    let pong = socket.frame().await;
    assert_eq!(
        (pong.opcode, &pong.payload[..]),
        (Opcode::Pong, &b"still?"[..])
    );
    assert_eq!(house.notes(), [""; 0]);
    socket.send(Opcode::Continuation, b"lo").await;
    socket.expect("4hello").await;
}

#[tokio::test(start_paused = true)]
async fn a_client_of_revision_3_is_answered_what_it_asks() {
    let house = House::new(Config::default());
    let mut socket = house.websocket(3).await;
    for (ping, pong) in [("2", "3"), ("2probe", "3probe"), ("2€", "3€")] {
        socket.say(ping).await;
        socket.expect(pong).await;
    }
    assert_eq!(house.notes(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn what_means_nothing_in_a_session_is_ignored() {
    let house = House::new(Config::default());
    let mut socket = house.websocket(4).await;
    for nothing in ["0{}", "5", "6"] {
        socket.say(nothing).await;
    }
    socket.expect_silence().await;
    socket.say("4hello").await;
    socket.expect("4hello").await;
}

#[tokio::test(start_paused = true)]
async fn all_that_is_said_at_once_leaves_in_order() {
    let house = House::silent();
    let mut socket = house.websocket(4).await;
    let peer = house.peer();
    assert!(peer.is_idle());
    for number in 0..1000 {
        peer.send(engine::Message::text(&number.to_string()));
    }
    assert!(!peer.is_idle());
    for number in 0..1000 {
        socket.expect(&format!("4{number}")).await;
    }
    settle().await;
    assert!(peer.is_idle());
}

#[tokio::test(start_paused = true)]
async fn what_came_in_one_piece_is_answered_in_one_piece() {
    let house = House::new(Config::default());
    let recording = wiretap::Recording::default();
    let (near, far) = wiretap::pair();
    let recorder = recording.recorder();
    let far = wiretap::Tap::new(far, wiretap::Side::Server, recorder);
    let mut socket = house.connect();
    socket.stream = near;
    socket.task = kit::spawn(engine::converse(far, house.engine.clone()));
    socket.open("EIO=4&transport=websocket").await;
    assert!(socket.hear().await.starts_with("0{"));
    let said = || {
        let to_client = wiretap::Direction::ToClient;
        let pieces = recording.pieces();
        pieces.iter().filter(|p| p.direction == to_client).count()
    };
    let before = said();
    let frame = masked(Opcode::Text, b"4hello");
    socket.write(&frame.repeat(20)).await;
    for _ in 0..20 {
        socket.expect("4hello").await;
    }
    assert_eq!(said() - before, 1);
}

//! 11.5: what is on the wire?

use std::time::Duration;

use events::{Args, Io, Kind, Namespace, Packet, Socket};
use frame::Opcode;
use kit::{expect_prediction, within};
use peer::Peer;
use serde_json::json;

use crate::house::{House, args};
use crate::wire;

fn event(namespace: &str, id: Option<u64>, name: &str, args: &Args) -> String {
    let mut packet = "4".to_string();
    events::write_event(&mut packet, namespace, id, name, args).unwrap();
    packet
}

fn answer(args: &Args) -> String {
    let mut packet = "4".to_string();
    events::write_ack(&mut packet, "/admin", 0, args).unwrap();
    packet
}

fn join(auth: &str) -> String {
    let mut packet = "4".to_string();
    Packet::new(Kind::Connect, "/admin", auth).encode(&mut packet);
    packet
}

async fn joined(greet: impl Fn(&Socket) + Send + Sync + 'static) -> Peer {
    let io = Io::new().with("/", Namespace::new(greet));
    House::new(io).join("/").await
}

/// Frames that the server needs for an event with two attachments.
async fn messages() -> usize {
    let mut peer = joined(|socket| {
        let two = Args::new().and_binary(&b"1"[..]).and_binary(&b"2"[..]);
        socket.emit("file", &two).unwrap();
        socket.disconnect(false);
    })
    .await;
    let mut count = 0;
    while peer.frame().await.payload != b"41"[..] {
        count += 1;
    }
    count
}

/// What the session does when the peer has said this.
async fn does(said: &str) -> &'static str {
    let mut peer = joined(|socket| {
        let socket = socket.clone();
        kit::spawn(async move {
            let limit = Duration::from_millis(1);
            let _ = socket.emit_with_ack("ask", &Args::new(), limit).await;
            let _ = socket.emit("given up", &Args::new());
        });
    })
    .await;
    peer.expect(r#"420["ask"]"#).await;
    peer.expect(r#"42["given up"]"#).await;
    peer.say(said).await;
    peer.say("40/nowhere,").await;
    let frame = within("what it says then", peer.frame()).await;
    match frame.opcode {
        Opcode::Close => "ends",
        _ => "goes on",
    }
}

#[exercise::check(wire)]
#[tokio::test(start_paused = true)]
async fn ex_11_5_what_is_on_the_wire() {
    let hello = args(&[json!(1), json!("two")]);
    for (name, guess, fact, why) in [
        (
            "EVENT",
            wire::EVENT,
            event("/", None, "hello", &hello),
            "The name is the first element of the same list as the \
             arguments (hint 1).",
        ),
        (
            "JOIN",
            wire::JOIN,
            join(r#"{"token":"sock"}"#),
            "Kind 0, and the namespace ends with a comma (hint 1).",
        ),
        (
            "QUESTION",
            wire::QUESTION,
            event("/admin", Some(0), "who", &Args::new()),
            "Where does the id stand, and with which number does one begin \
             to count? (hint 1)",
        ),
        (
            "ANSWER",
            wire::ANSWER,
            answer(&args(&[json!("ann")])),
            "Another kind, the same id. Does an answer need a name? (hint 2)",
        ),
        (
            "MESSAGES",
            wire::MESSAGES,
            messages().await.to_string(),
            "Bytes have no place in JSON. Where are they? (hint 2)",
        ),
        (
            "LATE_ANSWER",
            wire::LATE_ANSWER,
            does(r#"430["late"]"#).await.to_string(),
            "Could the other side have known? (hint 3)",
        ),
        (
            "STRANGER",
            wire::STRANGER,
            does(r#"42/admin,["hello"]"#).await.to_string(),
            "Could the other side have known? (hint 3)",
        ),
        (
            "IN_JAVASCRIPT",
            wire::IN_JAVASCRIPT,
            12_345_678_901_234_567_890_f64.to_string(),
            "JavaScript has one kind of number, with 53 bits. That is some 17 \
             digits (hint 3).",
        ),
    ] {
        expect_prediction(name, guess, &fact, why);
    }
}

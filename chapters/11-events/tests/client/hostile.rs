//! A client, and a server that does not keep to the protocol.

use std::time::Duration;

use engine::{Config as Sessions, Content, Engine, Handler, Message, Peer};
use events::{AckError, Args, Config, Limits, Socket};
use kit::within;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

/// Says what is written here as soon as the client has said its first word.
struct Script {
    peer: Peer,
    says: Vec<Message>,
}

impl Handler for Script {
    fn message(&mut self, message: Message) {
        if let Content::Text(_) = message.content() {
            self.peer.send_all(std::mem::take(&mut self.says));
        }
    }
}

/// What a client notices of this: events, and in the end how it ended.
async fn hears(says: Vec<Message>, config: Config) -> Vec<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let engine = Engine::new(Sessions::default(), move |peer| {
        Box::new(Script { peer: peer.clone(), says: says.clone() })
    });
    let stop = std::future::pending();
    kit::spawn(engine::serve(engine, vec![listener], None, stop));
    let (tell, mut told) = mpsc::unbounded_channel::<String>();
    let begin = |connection: &mut events::Connection| {
        let socket = connection.connect("/", &Value::Null);
        let end = tell.clone();
        socket.on_disconnect(move |_, why| {
            let _ = end.send(why.in_client());
        });
        let end = tell.clone();
        socket.on_any(move |socket, event| {
            let _ = end.send(event.name.clone());
            if event.name == "enough" {
                assert_eq!(socket.id(), "a", "it keeps its first name");
                socket.disconnect(true);
            }
        });
        kit::spawn(asks(socket, tell));
    };
    let ended = events::connect(port, &config, begin);
    let reason = within("the client's end", ended).await.unwrap();
    let mut all = Vec::new();
    while let Some(one) = within("what it noticed", told.recv()).await {
        all.push(one);
    }
    all.push(format!("closed: {reason}"));
    all
}

/// Asks, which no server here answers.
async fn asks(socket: Socket, tell: mpsc::UnboundedSender<String>) {
    let hour = Duration::from_secs(3600);
    let answer = socket.emit_with_ack("ask", &Args::new(), hour).await;
    if !matches!(answer, Err(AckError::Left)) {
        let _ = tell.send(format!("{answer:?}"));
    }
}

fn texts(texts: &[&str]) -> Vec<Message> {
    texts.iter().map(|text| Message::text(text)).collect()
}

const JOINED: &str = r#"0{"sid":"a"}"#;
const ENOUGH: &str = r#"2["enough"]"#;

#[tokio::test]
async fn what_was_not_asked_for_is_ignored() {
    let said = texts(&[
        r#"0/admin,{"sid":"b"}"#,
        r#"2/admin,["hello"]"#,
        r#"2["too early"]"#,
        "1/admin,",
        r#"4/admin,{"message":"no"}"#,
        JOINED,
        r#"0{"sid":"again"}"#,
        r#"399["to what?"]"#,
        ENOUGH,
    ]);
    let heard = hears(said, Config::default()).await;
    assert_eq!(
        heard,
        ["enough", "io client disconnect", "closed: forced close"]
    );
}

#[tokio::test]
async fn what_is_no_packet_ends_the_session() {
    let held = r#"51-["a",{"_placeholder":true,"num":0}]"#;
    let cases = [
        texts(&[JOINED, "9"]),
        texts(&[JOINED, r#"2["disconnect","io server disconnect"]"#]),
        texts(&[JOINED, r#"2["connect_error",{}]"#]),
        texts(&[JOINED, held, ENOUGH]),
        vec![Message::text(JOINED), Message::binary(b"for whom?")],
        texts(&[JOINED, r#"511-["a"]"#]),
    ];
    for said in cases {
        let heard = hears(said, Config::default()).await;
        assert_eq!(heard, ["parse error", "closed: parse error"]);
    }
    // Nobody has joined, so nobody leaves.
    for answer in ["0", "0{}", r#"0{"sid":1}"#] {
        let heard = hears(texts(&[answer]), Config::default()).await;
        assert_eq!(heard, ["closed: parse error"], "{answer}");
    }
}

#[tokio::test]
async fn a_server_of_protocol_4_that_gives_no_id_is_none_for_us() {
    let heard = hears(texts(&["0"]), Config::default()).await;
    assert_eq!(heard, ["closed: parse error"]);
}

#[tokio::test]
async fn attachments_that_never_come_do_not_keep_a_client_waiting() {
    let limit = Duration::from_millis(100);
    let config = Config { connect_timeout: limit, ..Config::default() };
    let held = r#"51-["a",{"_placeholder":true,"num":0}]"#;
    let heard = hears(texts(&[JOINED, held]), config).await;
    assert_eq!(heard, ["forced close", "closed: forced close"]);
}

#[tokio::test]
async fn whoever_is_refused_when_he_is_in_has_left() {
    let said = texts(&[JOINED, r#"4{"message":"no"}"#, ENOUGH, "9"]);
    let heard = hears(said, Config::default()).await;
    let expected =
        ["connect_error", "io server disconnect", "closed: parse error"];
    assert_eq!(heard, expected);
}

#[tokio::test]
async fn a_client_takes_no_more_than_it_is_told_to() {
    let mut config = Config::default();
    config.engine.max_payload = 1000;
    let long = format!(r#"2["long","{}"]"#, "x".repeat(1000));
    let heard = hears(texts(&[JOINED, &long]), config).await;
    assert_eq!(heard, ["transport error", "closed: transport error"]);
}

#[tokio::test]
async fn attachments_for_a_client_have_limits_as_well() {
    let held = r#"51-["a",{"_placeholder":true,"num":0}]"#;
    let limits = Limits { attachments: 1, bytes: 100 };
    for (size, expected) in [
        (100 - held.len(), &["a", "parse error", "closed: parse error"][..]),
        (101 - held.len(), &["parse error", "closed: parse error"]),
    ] {
        let config = Config { limits, ..Config::default() };
        let attachment = Message::binary(&vec![b'x'; size]);
        let mut said = texts(&[JOINED, held]);
        said.extend([attachment, Message::text("9")]);
        assert_eq!(hears(said, config).await, expected);
    }
}

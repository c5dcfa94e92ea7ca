//! The client's side, over real sockets and on the real clock, and servers
//! that lie to it.

mod server;

use std::io;
use std::time::Duration;

use engine::{Config, Content, Handler, Message, Peer, Reason, connect};
use frame::Opcode;
use kit::within;
use server::{Server, listen};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{
    UnboundedReceiver, UnboundedSender, unbounded_channel,
};
use tokio::task::JoinHandle;

const OPEN: &str = r#"0{"sid":"Tgda6jvCUCjnffadAAAA","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"#;

/// A client, what it hears, and its end.
struct Client {
    peer: Option<Peer>,
    peers: UnboundedReceiver<Peer>,
    heard: UnboundedReceiver<String>,
    done: JoinHandle<io::Result<Reason>>,
}

struct Listening(UnboundedSender<String>);

impl Handler for Listening {
    fn message(&mut self, message: Message) {
        let _ = self.0.send(match message.content() {
            Content::Text(text) => text.to_string(),
            Content::Binary(bytes) => format!("{bytes:?}"),
        });
    }

    fn closed(&mut self, reason: Reason) {
        let _ = self.0.send(format!("closed: {reason}"));
    }
}

/// Has no time for goodbyes.
fn hasty() -> Config {
    Config { goodbye: Duration::from_millis(100), ..Config::default() }
}

/// And none for a server that is silent.
fn impatient() -> Config {
    Config { patience: Duration::from_millis(100), ..hasty() }
}

fn client(port: u16, config: Config) -> Client {
    let (hear, heard) = unbounded_channel();
    let (tell, peers) = unbounded_channel();
    let done = tokio::spawn(async move {
        let make = |peer: &Peer| -> Box<dyn Handler> {
            let _ = tell.send(peer.clone());
            Box::new(Listening(hear))
        };
        connect(port, &config, make).await
    });
    Client { peer: None, peers, heard, done }
}

impl Client {
    async fn say(&mut self, message: Message) {
        if self.peer.is_none() {
            self.peer = within("a session", self.peers.recv()).await;
        }
        self.peer.as_ref().expect("a session").send(message);
    }

    async fn expect(&mut self, text: &str) {
        let heard = within("something to hear", self.heard.recv()).await;
        assert_eq!(heard.as_deref(), Some(text));
    }

    async fn end(self) -> io::Result<Reason> {
        within("the client's end", self.done).await.unwrap()
    }

    async fn error(self) -> String {
        self.end().await.unwrap_err().to_string()
    }
}

async fn local() -> (TcpListener, u16) {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

#[tokio::test]
async fn our_client_and_our_server_understand_each_other() {
    let (listener, port) = local().await;
    let engine = engine::echo(Config::default());
    let serves = engine::serve(
        engine.clone(),
        vec![listener],
        None,
        std::future::pending(),
    );
    let serves = tokio::spawn(serves);
    let mut client = client(port, Config::default());
    for number in 0..100 {
        client.say(Message::text(&number.to_string())).await;
    }
    client.say(Message::binary(&[1, 2, 3])).await;
    for number in 0..100 {
        client.expect(&number.to_string()).await;
    }
    client.expect("[1, 2, 3]").await;
    assert_eq!(engine.size(), 1);
    engine.close();
    client.expect("closed: transport close").await;
    assert_eq!(client.end().await.unwrap(), Reason::TransportClose);
    serves.abort();
}

#[tokio::test]
async fn it_asks_for_a_websocket_of_revision_4_at_the_path_it_was_told() {
    let (listener, port) = local().await;
    let config = Config { path: "/own/".to_string(), ..Config::default() };
    let client = client(port, config);
    let server = Server::accept(&listener).await;
    assert_eq!(server.target, "/own/?EIO=4&transport=websocket");
    drop(server);
    assert!(client.end().await.is_err());
}

#[tokio::test]
async fn it_answers_pings_and_hears_texts_and_bytes() {
    let (listener, port) = local().await;
    let mut client = client(port, Config::default());
    let mut server = Server::accept(&listener).await;
    server.say(OPEN).await;
    server.say("2").await;
    server.expect("3").await;
    server.say("4hello").await;
    server.send(Opcode::Binary, &[1, 2]).await;
    client.expect("hello").await;
    client.expect("[1, 2]").await;
    client.say(Message::text("hi")).await;
    server.expect("4hi").await;
    client.peer.as_ref().unwrap().close(Reason::ForcedClose);
    let code = server.closed().await;
    assert_eq!(code, 1000);
    drop(server);
    client.expect("closed: forced close").await;
    assert_eq!(client.end().await.unwrap(), Reason::ForcedClose);
}

#[tokio::test]
async fn a_server_that_says_goodbye_or_goes_is_told_from_one_that_breaks() {
    for (goodbye, reason) in [
        (Some((Opcode::Text, &b"1"[..])), Reason::TransportClose),
        (Some((Opcode::Close, b"\x03\xe9")), Reason::TransportClose),
        (None, Reason::TransportError),
    ] {
        let (listener, port) = local().await;
        let client = client(port, hasty());
        let mut server = Server::accept(&listener).await;
        server.say(OPEN).await;
        if let Some((opcode, payload)) = goodbye {
            server.send(opcode, payload).await;
        }
        drop(server);
        assert_eq!(client.end().await.unwrap(), reason);
    }
}

#[tokio::test]
async fn a_server_that_never_asks_is_given_up_after_the_times_it_has_named() {
    let (listener, port) = local().await;
    let client = client(port, hasty());
    let mut server = Server::accept(&listener).await;
    let times = OPEN.replace("25000", "50").replace("20000", "50");
    server.say(&times).await;
    assert_eq!(server.closed().await, 1008);
    drop(server);
    assert_eq!(client.end().await.unwrap(), Reason::PingTimeout);
}

#[tokio::test]
async fn a_server_that_names_no_times_or_all_of_them_does_no_harm() {
    for (times, ends) in [("0", true), ("18446744073709551615", false)] {
        let (listener, port) = local().await;
        let mut client = client(port, hasty());
        let mut server = Server::accept(&listener).await;
        let open = OPEN.replace("25000", times).replace("20000", times);
        server.say(&open).await;
        if ends {
            assert_eq!(server.closed().await, 1008);
            continue;
        }
        server.say("4hello").await;
        client.expect("hello").await;
    }
}

#[tokio::test]
async fn a_server_that_breaks_a_rule_is_told_and_left() {
    for wrong in ["9", "", "3", "b$"] {
        let (listener, port) = local().await;
        let client = client(port, hasty());
        let mut server = Server::accept(&listener).await;
        server.say(OPEN).await;
        server.say(wrong).await;
        assert_eq!(server.closed().await, 1002, "{wrong:?}");
        drop(server);
        assert_eq!(client.end().await.unwrap(), Reason::ParseError);
    }
}

#[tokio::test]
async fn a_message_that_is_too_long_is_refused_at_its_header() {
    let (listener, port) = local().await;
    let client = client(port, hasty());
    let mut server = Server::accept(&listener).await;
    server.say(OPEN).await;
    server.write(b"\x82\x7f\0\0\0\0\0\x0f\x42\x41").await;
    assert_eq!(server.closed().await, 1009);
    drop(server);
    assert_eq!(client.end().await.unwrap(), Reason::TransportError);
}

#[tokio::test]
async fn what_does_not_begin_with_an_open_packet_is_no_engine() {
    let not_open = "a session that does not begin with an open packet";
    for (first, why) in [
        ("4hello", not_open),
        ("0", not_open),
        ("0{}", not_open),
        ("9", "no packet begins with the byte 0x39"),
    ] {
        let (listener, port) = local().await;
        let client = client(port, hasty());
        let mut server = Server::accept(&listener).await;
        server.say(first).await;
        assert_eq!(client.error().await, why);
    }
}

#[tokio::test]
async fn a_server_that_has_no_websockets_or_says_nothing_is_an_error() {
    let (listener, port) = local().await;
    let refused = client(port, hasty());
    listen(&listener, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        .await;
    assert!(refused.error().await.contains("404"));
    let unanswered = client(port, impatient());
    let error = unanswered.end().await.unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    let (listener, port) = local().await;
    let unopened = client(port, impatient());
    let _server = Server::accept(&listener).await;
    let error = unopened.end().await.unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::TimedOut);
}

#[tokio::test]
async fn a_server_that_never_reads_is_left_before_memory_is_full() {
    let (listener, port) = local().await;
    let mut client = client(port, hasty());
    let mut server = Server::accept(&listener).await;
    server.say(OPEN).await;
    let long = Message::text(&"x".repeat(100_000));
    client.say(long.clone()).await;
    let peer = client.peer.clone().unwrap();
    let talks = async {
        for said in 0.. {
            if let Some(reason) = peer.closed() {
                return reason;
            }
            assert!(said < 1000, "it keeps whatever is said");
            peer.send(long.clone());
            tokio::task::yield_now().await;
        }
        unreachable!()
    };
    assert_eq!(within("the end", talks).await, Reason::TooSlow);
    assert_eq!(client.end().await.unwrap(), Reason::TooSlow);
}

#[tokio::test]
async fn a_server_that_takes_nothing_is_given_up_after_our_patience() {
    let (listener, port) = local().await;
    let patience = Duration::from_secs(2); // for the handshake, too
    let mut client = client(port, Config { patience, ..hasty() });
    let mut server = Server::accept(&listener).await;
    server.say(OPEN).await;
    client.say(Message::text(&"x".repeat(32_000_000))).await;
    assert_eq!(client.end().await.unwrap(), Reason::TransportError);
}

//! A client by hand, which masks, for chapter 09's server.

use std::time::Duration;

use frame::{Limits, Message, Role, WebSocket};
use kit::within;
use tokio::time::{Instant, sleep}; // allowed: the clock is paused
use websocket::{Chat, Config, converse};
use wiretap::{MemoryStream, Recording, Wire};

/// Nobody waits so long.
const HOUR: Duration = Duration::from_secs(3600);

pub struct Client {
    pub recording: Recording,
    socket: WebSocket<MemoryStream>,
}

impl Client {
    pub fn say(&mut self, text: &str) {
        self.socket.send(&Message::Text(text.to_string()));
    }

    pub async fn hear(&mut self) -> String {
        let heard = within("a message", self.socket.next(HOUR)).await;
        match heard.unwrap() {
            Some(Message::Text(text)) => text,
            other => panic!("expected a text, and got {other:?}"),
        }
    }

    /// How long it takes.
    pub async fn echo(&mut self, text: &str) -> Duration {
        let start = Instant::now();
        self.say(text);
        assert_eq!(self.hear().await, text);
        start.elapsed()
    }
}

/// A client at the end of a wire. TCP's handshake is a stated part of the
/// model, as in chapter 05: one round trip before the first byte.
async fn open(rtt: Duration, chat: &Chat, target: &str) -> Client {
    sleep(rtt).await; // SYN there, SYN-ACK back
    let recording = Recording::default();
    let wire = Wire { delay: rtt / 2, ..Wire::default() };
    let (near, far) = wire.connect(recording.recorder());
    kit::spawn(converse(far, chat.clone()));
    let key = upgrade::fresh_key();
    let asked = upgrade::ask(near, "localhost:8888", target, &key);
    let answer = within("the handshake", asked).await.unwrap();
    let (stream, rest) = (answer.stream, answer.rest);
    let socket = WebSocket::new(stream, Role::Client, rest, Limits::default());
    Client { recording, socket }
}

fn chat() -> Chat {
    let config = Config { heartbeat: HOUR, ..Config::default() };
    Chat::new(config, |_| {})
}

/// A client of a chat of its own.
pub async fn guest(rtt: Duration, target: &str) -> Client {
    open(rtt, &chat(), target).await
}

/// Somebody in the room, who has read all that there is.
pub async fn joined(rtt: Duration, name: &str) -> (Chat, Client) {
    let chat = chat();
    let mut client = open(rtt, &chat, "/").await;
    client.say(name);
    assert_eq!(client.hear().await, "* your name?");
    let welcome = client.hear().await;
    assert!(welcome.starts_with("* welcome"), "{welcome}");
    (chat, client)
}

/// From the wish to talk until the WebSocket is open, and until the first
/// echo is heard.
pub async fn opening(rtt: Duration) -> (Duration, Duration) {
    let start = Instant::now();
    let mut client = guest(rtt, "/echo").await;
    let opened = start.elapsed();
    client.echo("ping").await;
    (opened, start.elapsed())
}

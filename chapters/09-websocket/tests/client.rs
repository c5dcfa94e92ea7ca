//! The guest who comes back, over real sockets and on the real clock.

use std::io;
use std::time::Duration;

use kit::within;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use websocket::{Backoff, Chat, Config, Link, serve, visit};

const MS: Duration = Duration::from_millis(1);

struct House {
    port: u16,
    end: oneshot::Sender<()>,
    served: JoinHandle<io::Result<()>>,
}

/// A chat on this port; 0 is any.
async fn house(port: u16) -> House {
    let listener = ping::listen(port).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let chat = Chat::new(Config::default(), |_| {});
    let (end, ended) = oneshot::channel::<()>();
    let ended = async { drop(ended.await) };
    let served = tokio::spawn(serve(chat, vec![listener], None, ended));
    House { port, end, served }
}

impl House {
    async fn close(self) {
        let _ = self.end.send(());
        within("the server's end", self.served).await.unwrap().unwrap();
    }
}

/// A guest: where one types, and what it shows.
struct Guest {
    typed: mpsc::Sender<Vec<u8>>,
    shown: mpsc::UnboundedReceiver<String>,
    visit: JoinHandle<io::Result<()>>,
}

fn guest(name: &str, port: u16) -> Guest {
    let link = Link {
        port,
        name: name.to_string(),
        backoff: Backoff::new(20 * MS, 100 * MS),
        heartbeat: 100 * MS,
        patience: 200 * MS,
    };
    let (typed, lines) = mpsc::channel(8);
    let (show, shown) = mpsc::unbounded_channel();
    let show = move |line: &str| drop(show.send(line.to_string()));
    let visit = tokio::spawn(visit(link, lines, show));
    Guest { typed, shown, visit }
}

impl Guest {
    async fn types(&self, line: &str) {
        self.typed.send(line.as_bytes().to_vec()).await.unwrap();
    }

    /// Reads on until a line begins so.
    async fn shows(&mut self, start: &str) -> String {
        let what = format!("{start:?}");
        let line = async {
            loop {
                let line = self.shown.recv().await.expect("a line");
                if line.starts_with(start) {
                    return line;
                }
            }
        };
        within(&what, line).await
    }
}

#[tokio::test]
async fn a_guest_comes_back_says_its_name_again_and_what_was_typed_meanwhile() {
    let first = house(0).await;
    let port = first.port;
    let mut ann = guest("ann", port);
    ann.shows("* welcome, ann").await;
    first.close().await;
    let why = ann.shows("(").await;
    assert!(why.starts_with("(the room closes (1001); next try"), "{why}");
    // Nobody is there. What is typed now waits.
    ann.types("did you miss me?\n").await;
    ann.shows("(").await;
    let second = house(port).await;
    let mut bob = guest("bob", port);
    ann.shows("* welcome, ann").await;
    // Whoever came first, bob or what ann has typed: he hears it, or asks.
    bob.shows("* welcome, bob").await;
    ann.types("and me?\n").await;
    bob.shows("ann: and me?").await;
    // The server has let her in: her waits begin anew.
    second.close().await;
    let why = ann.shows("(").await;
    let wait = why.split(" in ").nth(1).unwrap().trim_end_matches("ms)");
    assert!(wait.parse::<u32>().unwrap() <= 20, "{why}");
    drop(ann.typed);
    within("ann's end", ann.visit).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_guest_that_is_refused_gives_up_and_says_the_status() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let ann = guest("ann", port);
    let accepted = within("a connection", listener.accept()).await;
    let (mut stream, _) = accepted.unwrap();
    read_head(&mut stream).await;
    let answer = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
    stream.write_all(answer).await.unwrap();
    let done = within("ann to give up", ann.visit).await.unwrap();
    assert_eq!(done.unwrap_err().to_string(), "refused: 403 Forbidden");
}

#[tokio::test]
async fn what_is_typed_while_nobody_is_there_is_said_to_the_next_server() {
    let vacant = ping::listen(0).await.unwrap();
    let port = vacant.local_addr().unwrap().port();
    drop(vacant);
    let mut ann = guest("ann", port);
    ann.types("is anybody there?").await;
    ann.shows("(").await;
    let listener = ping::listen(port).await.unwrap();
    let mut heard = texts(&listener).await;
    assert_eq!(heard.next().await, "ann");
    assert_eq!(heard.next().await, "is anybody there?");
}

#[tokio::test]
async fn a_server_that_falls_silent_is_noticed_and_asked_anew() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut ann = guest("ann", port);
    let mut first = texts(&listener).await;
    assert_eq!(first.next().await, "ann");
    // The connection stays open, and nobody answers.
    let why = ann.shows("(").await;
    assert!(why.starts_with("(no answer to a ping; next try in "), "{why}");
    let mut second = texts(&listener).await;
    assert_eq!(second.next().await, "ann");
    drop(first);
}

/// A server that hears one guest, and says nothing but the handshake.
struct Texts {
    stream: TcpStream,
    decoder: frame::FrameDecoder,
    read: bytes::BytesMut,
}

async fn read_head(stream: &mut TcpStream) -> request::Head {
    let limits = request::Limits::default();
    let mut heads = request::HeadDecoder::new(limits);
    let mut read = bytes::BytesMut::new();
    loop {
        if let Some(head) = heads.decode(&mut read).unwrap() {
            return head;
        }
        within("a head", stream.read_buf(&mut read)).await.unwrap();
    }
}

async fn texts(listener: &TcpListener) -> Texts {
    let accepted = within("a connection", listener.accept()).await;
    let (mut stream, _) = accepted.unwrap();
    let head = read_head(&mut stream).await;
    let handshake = upgrade::Handshake::read(&head, &[]).unwrap();
    stream.write_all(handshake.answer().as_bytes()).await.unwrap();
    let decoder = frame::FrameDecoder::new(frame::Role::Server, 1 << 16);
    Texts { stream, decoder, read: bytes::BytesMut::new() }
}

impl Texts {
    async fn next(&mut self) -> String {
        loop {
            if let Some(frame) = self.decoder.decode(&mut self.read).unwrap() {
                assert_eq!(frame.opcode, frame::Opcode::Text);
                return String::from_utf8(frame.payload.to_vec()).unwrap();
            }
            let more = self.stream.read_buf(&mut self.read);
            assert!(within("a text", more).await.unwrap() > 0);
        }
    }
}

#[tokio::test]
async fn a_server_that_asks_and_never_reads_is_left_before_memory_is_full() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut ann = guest("ann", port);
    let mut liar = texts(&listener).await.stream;
    // Each is a sign of life, and a pong is due for each.
    let pings = b"\x89\x00".repeat(1 << 15);
    let flood = async { while liar.write_all(&pings).await.is_ok() {} };
    let left = async {
        let why = ann.shows("(").await;
        assert!(why.contains("the peer does not read"), "{why}");
    };
    tokio::join!(flood, left);
}

#[tokio::test]
async fn a_server_that_takes_nothing_of_what_is_typed_is_left() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut ann = guest("ann", port);
    let deaf = texts(&listener).await;
    let typed = ann.typed.clone();
    let long = b"x".repeat(100_000);
    let types = async { while typed.send(long.clone()).await.is_ok() {} };
    tokio::select! {
        () = types => panic!("it has given up"),
        why = ann.shows("(") => {
            assert!(why.contains("the peer does not read"), "{why}");
        }
    }
    drop(deaf);
}

#[tokio::test]
async fn a_message_longer_than_any_room_says_is_refused_at_its_header() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut ann = guest("ann", port);
    let mut liar = texts(&listener).await.stream;
    liar.write_all(b"\x81\x7f\0\0\0\0\0\x01\0\x01").await.unwrap();
    let why = ann.shows("(").await;
    assert!(why.contains("Message too long: 65537 > 65536"), "{why}");
}

#[tokio::test]
async fn a_server_that_only_asks_for_the_name_is_waited_for_longer_and_longer()
{
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut ann = guest("ann", port);
    let mut waits = Vec::new();
    for _ in 0..3 {
        let mut broken = texts(&listener).await.stream;
        broken.write_all(b"\x81\x0c* your name?").await.unwrap();
        drop(broken);
        ann.shows("* your name?").await;
        let why = ann.shows("(").await;
        let wait = why.split(" in ").nth(1).unwrap().trim_end_matches("ms)");
        waits.push(wait.parse::<u32>().unwrap());
    }
    // Up to 20 ms, then 40, then 80; at least the half of it.
    assert!(waits[2] >= 40, "{waits:?}");
}

#[tokio::test]
async fn what_was_typed_before_the_end_is_said_though_nobody_was_there() {
    let vacant = ping::listen(0).await.unwrap();
    let port = vacant.local_addr().unwrap().port();
    drop(vacant);
    let mut ann = guest("ann", port);
    ann.types("my last words").await;
    let Guest { typed, .. } = &mut ann;
    *typed = mpsc::channel(1).0; // the keyboard's end
    ann.shows("(").await;
    let listener = ping::listen(port).await.unwrap();
    let mut heard = texts(&listener).await;
    assert_eq!(heard.next().await, "ann");
    assert_eq!(heard.next().await, "my last words");
}

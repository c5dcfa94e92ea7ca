//! An engine, and clients whose requests and frames are made by hand: the
//! libraries do not test themselves.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::BytesMut;
use engine::{
    Config, Content, Engine, Handler, Message, Peer, Reason, converse,
};
use frame::{Close, Frame, FrameDecoder, Opcode, Role};
use kit::{spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinHandle;
use tokio::time::sleep; // allowed: the clock is paused
use wiretap::{MemoryStream, pair};

pub const MS: Duration = Duration::from_millis(1);
pub const SECOND: Duration = Duration::from_secs(1);
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

/// An engine, what its handlers were told, and their peers.
#[derive(Clone)]
pub struct House {
    pub engine: Engine,
    notes: Arc<Mutex<Vec<String>>>,
    peers: Arc<Mutex<Vec<Peer>>>,
}

/// Notes what it is told, and may say it again.
struct Noting {
    house: (Arc<Mutex<Vec<String>>>, Peer),
    echoes: bool,
}

impl Noting {
    fn note(&self, line: String) {
        self.house.0.lock().unwrap().push(line);
    }
}

impl Handler for Noting {
    fn message(&mut self, message: Message) {
        self.note(match message.content() {
            Content::Text(text) => text.to_string(),
            Content::Binary(bytes) => format!("{bytes:?}"),
        });
        if self.echoes {
            self.house.1.send(message);
        }
    }

    fn closed(&mut self, reason: Reason) {
        self.note(format!("closed: {reason}"));
    }
}

impl House {
    /// With an echo behind each session.
    pub fn new(config: Config) -> House {
        House::with(config, true)
    }

    /// With somebody behind each session who only listens.
    pub fn silent() -> House {
        House::with(Config::default(), false)
    }

    pub fn with(config: Config, echoes: bool) -> House {
        let notes = Arc::<Mutex<Vec<String>>>::default();
        let peers = Arc::<Mutex<Vec<Peer>>>::default();
        let (notes_too, peers_too) = (notes.clone(), peers.clone());
        let engine = Engine::new(config, move |peer| {
            peers_too.lock().unwrap().push(peer.clone());
            let house = (notes_too.clone(), peer.clone());
            Box::new(Noting { house, echoes })
        });
        House { engine, notes, peers }
    }

    /// What the handlers have been told since this was asked last.
    pub fn notes(&self) -> Vec<String> {
        std::mem::take(&mut self.notes.lock().unwrap())
    }

    /// The one that was opened last.
    pub fn peer(&self) -> Peer {
        self.peers.lock().unwrap().last().expect("a session").clone()
    }

    /// A connection on which nothing has been said yet.
    pub fn connect(&self) -> Socket {
        let (near, far) = pair();
        let task = spawn(converse(far, self.engine.clone()));
        let frames = FrameDecoder::new(Role::Client, 1 << 21);
        Socket { stream: near, read: BytesMut::new(), frames, task }
    }

    /// A request on a connection of its own, and its whole answer.
    pub fn ask(&self, head: &str, body: &[u8]) -> JoinHandle<Answer> {
        let mut socket = self.connect();
        let size = body.len();
        let host = match head.contains("Host:") {
            true => "",
            false => "Host: localhost:8888\r\n",
        };
        let request = format!(
            "{head}\r\n{host}Connection: close\r\n\
             Content-Length: {size}\r\n\r\n"
        );
        let request = [request.as_bytes(), body].concat();
        spawn(async move {
            // No limits here: whoever waits for the answer has one.
            let mut bytes = Vec::new();
            let _ = socket.stream.write_all(&request).await;
            let _ = socket.stream.read_to_end(&mut bytes).await;
            Answer::read(&bytes)
        })
    }

    /// `GET` with this query.
    pub async fn get(&self, query: &str) -> Answer {
        let asked = self.ask(&get(query), b"");
        within("an answer", asked).await.unwrap()
    }

    /// A session that is carried by polling.
    pub async fn polling(&self, eio: u8) -> Polling {
        let query = format!("EIO={eio}&transport=polling");
        let answer = self.get(&query).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let sid = sid_in(answer.text());
        Polling { house: self.clone(), eio, sid }
    }

    /// A session that is carried by a WebSocket, and its open packet read.
    pub async fn websocket(&self, eio: u8) -> Socket {
        let mut socket = self.connect();
        let query = format!("EIO={eio}&transport=websocket");
        socket.open(&query).await;
        let open = socket.next().await;
        assert!(open.starts_with(r#"0{"sid":"#), "{open}");
        socket
    }

    #[track_caller]
    pub fn expect_size(&self, size: usize) {
        assert_eq!(self.engine.size(), size, "sessions");
    }
}

pub fn get(query: &str) -> String {
    format!("GET /socket.io/?{query} HTTP/1.1")
}

/// The session's id in an open packet.
pub fn sid_in(open: &str) -> String {
    let (_, rest) = open.split_once(r#""sid":""#).expect("an open packet");
    rest.split('"').next().unwrap_or_default().to_string()
}

/// What came back for a request. The status is 0 if nothing did.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Answer {
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n");
        let Some(end) = end else {
            assert!(bytes.is_empty(), "{bytes:?}");
            return Answer { status: 0, head: String::new(), body: vec![] };
        };
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head[9..12].parse().unwrap();
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn field(&self, name: &str) -> Option<&str> {
        let mut fields = self.head.lines().filter_map(|l| l.split_once(": "));
        fields.find(|(field, _)| *field == name).map(|(_, value)| value)
    }

    /// Refused, as clients expect it.
    #[track_caller]
    pub fn expect_refused(&self, status: u16, code: u8, words: &str) {
        let json = format!(r#"{{"code":{code},"message":"{words}"}}"#);
        assert_eq!((self.status, self.text()), (status, json.as_str()));
        assert_eq!(self.field("content-type"), Some("application/json"));
    }

    #[track_caller]
    pub fn expect_bad_request(&self) {
        self.expect_refused(400, 3, "Bad request");
    }

    #[track_caller]
    pub fn expect_unknown(&self) {
        self.expect_refused(400, 1, "Session ID unknown");
    }
}

/// A client that polls.
pub struct Polling {
    pub house: House,
    pub eio: u8,
    pub sid: String,
}

impl Polling {
    pub fn query(&self, transport: &str) -> String {
        let (eio, sid) = (self.eio, &self.sid);
        format!("EIO={eio}&transport={transport}&sid={sid}")
    }

    /// A poll that is under way.
    pub async fn poll(&self) -> JoinHandle<Answer> {
        let poll = self.house.ask(&get(&self.query("polling")), b"");
        settle().await;
        poll
    }

    /// What the next poll hears.
    pub async fn hear(&self) -> String {
        heard(self.house.ask(&get(&self.query("polling")), b"")).await
    }

    pub async fn post(&self, body: &str) -> Answer {
        let post = self.post_bytes("text/plain;charset=UTF-8", body.as_bytes());
        within("the answer to a POST", post).await.unwrap()
    }

    pub fn post_bytes(&self, kind: &str, body: &[u8]) -> JoinHandle<Answer> {
        let head = self.head_of_post();
        self.house.ask(&format!("{head}\r\nContent-Type: {kind}"), body)
    }

    pub fn head_of_post(&self) -> String {
        get(&self.query("polling")).replace("GET", "POST")
    }

    /// The server knows it no more.
    pub async fn expect_over(&self) {
        self.house.get(&self.query("polling")).await.expect_unknown();
    }

    /// Part of a `POST`, whose rest does not come.
    pub async fn begin_post(&self) -> Socket {
        let mut socket = self.house.connect();
        let head = self.head_of_post();
        let fields = "Host: localhost\r\nContent-Length: 9";
        let part = format!("{head}\r\n{fields}\r\n\r\n4hel");
        socket.write(part.as_bytes()).await;
        settle().await;
        socket
    }

    /// A WebSocket that may take the session over.
    pub async fn socket(&self) -> Socket {
        let mut socket = self.house.connect();
        socket.open(&self.query("websocket")).await;
        socket
    }

    /// The same, and it has been probed.
    pub async fn probed(&self) -> Socket {
        let mut socket = self.socket().await;
        socket.say("2probe").await;
        socket.expect("3probe").await;
        socket
    }
}

/// What a poll came back with.
pub async fn heard(poll: JoinHandle<Answer>) -> String {
    let answer = within("a poll's answer", poll).await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.text().to_string()
}

/// One end of a connection to the engine.
pub struct Socket {
    pub stream: MemoryStream,
    /// What has been read and not been looked at.
    pub read: BytesMut,
    frames: FrameDecoder,
    /// The server's side.
    pub task: JoinHandle<()>,
}

impl Socket {
    pub async fn open(&mut self, query: &str) {
        let target = format!("/socket.io/?{query}");
        let request = upgrade::request("localhost:8888", &target, KEY);
        self.write(request.as_bytes()).await;
        let head = self.head().await;
        assert!(head.starts_with("HTTP/1.1 101 "), "{head}");
    }

    /// Bytes as they are.
    pub async fn write(&mut self, bytes: &[u8]) {
        let written = self.stream.write_all(bytes);
        within("room to write", written).await.unwrap();
    }

    pub async fn send(&mut self, opcode: Opcode, payload: &[u8]) {
        self.write(&masked(opcode, payload)).await;
    }

    pub async fn say(&mut self, text: &str) {
        self.send(Opcode::Text, text.as_bytes()).await;
    }

    /// The next frame, whatever it is.
    pub async fn frame(&mut self) -> Frame {
        loop {
            if let Some(frame) = self.frames.decode(&mut self.read).unwrap() {
                return frame;
            }
            self.more("a frame").await;
        }
    }

    /// The next message, which has to be a text. A long one has many frames.
    pub async fn next(&mut self) -> String {
        let Frame { mut fin, opcode, mut payload } = self.frame().await;
        assert_eq!(opcode, Opcode::Text, "{payload:?}");
        while !fin {
            let more = self.frame().await;
            assert_eq!(more.opcode, Opcode::Continuation);
            payload.extend_from_slice(&more.payload);
            fin = more.fin;
        }
        String::from_utf8(payload.to_vec()).unwrap()
    }

    #[track_caller]
    pub fn expect(&mut self, text: &str) -> impl Future<Output = ()> {
        let place = std::panic::Location::caller();
        async move { assert_eq!(self.next().await, text, "at {place}") }
    }

    /// The next frame, which has to be a close frame.
    pub async fn closed(&mut self) -> (u16, String) {
        let Frame { opcode, payload, .. } = self.frame().await;
        assert_eq!(opcode, Opcode::Close, "{payload:?}");
        let close = Close::decode(&payload).unwrap().unwrap();
        (close.code, close.reason)
    }

    #[track_caller]
    pub fn expect_closed(
        &mut self,
        code: u16,
        why: &str,
    ) -> impl Future<Output = ()> {
        let place = std::panic::Location::caller();
        async move {
            let closed = self.closed().await;
            assert_eq!(closed, (code, why.to_string()), "at {place}");
        }
    }

    /// Nothing comes for a while.
    pub async fn expect_silence(&mut self) {
        settle().await;
        tokio::select! {
            biased;
            frame = self.frame() => panic!("{frame:?}"),
            () = settle() => {}
        }
    }

    /// Nothing but the end of the stream is left, and the server is done.
    pub async fn expect_end(mut self) {
        assert_eq!(self.rest().await, b"");
        let _ = self.stream.shutdown().await;
        within("the conversation's end", self.task).await.unwrap();
    }

    /// The head of an answer of HTTP.
    pub async fn head(&mut self) -> String {
        loop {
            let end = self.read.windows(4).position(|w| w == b"\r\n\r\n");
            if let Some(end) = end {
                let head = self.read.split_to(end + 4);
                return String::from_utf8(head.to_vec()).unwrap();
            }
            self.more("an answer's head").await;
        }
    }

    /// All that comes until the stream ends.
    pub async fn rest(&mut self) -> Vec<u8> {
        let mut rest = std::mem::take(&mut self.read).to_vec();
        let end = self.stream.read_to_end(&mut rest);
        within("the end of the connection", end).await.unwrap();
        rest
    }

    pub async fn more(&mut self, what: &str) {
        let size = self.stream.read_buf(&mut self.read);
        let size = within(what, size).await.unwrap();
        assert!(size > 0, "waiting for {what}: it ended");
    }
}

/// A client's frame.
pub fn masked(opcode: Opcode, payload: &[u8]) -> BytesMut {
    let mut bytes = BytesMut::new();
    Frame::encode(opcode, payload, Role::Client, &mut bytes);
    bytes
}

/// Lets everybody do what can be done now.
pub async fn settle() {
    sleep(MS).await;
}

//! An engine, and clients whose requests and frames are made by hand: the
//! libraries do not test themselves.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use engine::{
    Config, Content, Engine, Handler, Message, Peer, Reason, converse,
};
use kit::{spawn, within};
use peer::Peer as Socket;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinHandle;
use tokio::time::sleep; // allowed: the clock is paused
use wiretap::pair;

pub use crate::poller::{Polling, heard};

pub const MS: Duration = Duration::from_millis(1);
pub const SECOND: Duration = Duration::from_secs(1);

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
        Socket::new(near, spawn(converse(far, self.engine.clone())))
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
        let open = socket.hear().await;
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

/// Written out: a `GET` may also stand in the middle of a sid.
pub fn post(query: &str) -> String {
    format!("POST /socket.io/?{query} HTTP/1.1")
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

/// Lets everybody do what can be done now.
pub async fn settle() {
    sleep(MS).await;
}

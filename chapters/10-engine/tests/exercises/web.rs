//! An engine, and clients whose HTTP and whose frames are made by hand, so
//! that no library tests itself.

use bytes::Bytes;
use engine::{Config, Engine, converse, echo};
use kit::spawn;
use peer::Peer;
use wiretap::{MemoryStream, pair};

/// The sid that pages show: as long as any other.
pub const SHOWN: &str = "Tgda6jvCUCjnffadAAAA";

/// An engine, and whoever connects to it.
pub struct House {
    pub engine: Engine,
}

impl House {
    /// With an echo behind each session.
    pub fn new(config: Config) -> House {
        House { engine: echo(config) }
    }

    /// A connection on which nothing has been asked yet.
    pub fn connect(&self) -> Peer {
        self.tie(pair())
    }

    pub fn tie(&self, (near, far): (MemoryStream, MemoryStream)) -> Peer {
        Peer::new(near, spawn(converse(far, self.engine.clone())))
    }

    /// A session by polling: its sid.
    pub async fn poll(&self, revision: u8) -> String {
        let mut peer = self.connect();
        let query = format!("EIO={revision}&transport=polling");
        sid_of(&peer.get(&query).await.text())
    }
}

/// The sid in an open packet.
pub fn sid_of(open: &str) -> String {
    let (_, rest) = open.split_once("\"sid\":\"").expect(open);
    rest.split('"').next().unwrap().to_string()
}

/// An answer of HTTP.
pub struct Answer {
    pub status: u16,
    pub body: Bytes,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// HTTP by hand.
pub trait Http {
    /// Asks, and does not wait for the answer.
    async fn ask(&mut self, query: &str);
    async fn get(&mut self, query: &str) -> Answer;
    async fn post(&mut self, query: &str, body: &[u8]) -> Answer;
    async fn answer(&mut self) -> Answer;
}

impl Http for Peer {
    async fn ask(&mut self, query: &str) {
        let head = format!(
            "GET /socket.io/?{query} HTTP/1.1\r\nHost: localhost:8888\r\n\r\n"
        );
        self.write(head.as_bytes()).await;
    }

    async fn get(&mut self, query: &str) -> Answer {
        self.ask(query).await;
        self.answer().await
    }

    async fn post(&mut self, query: &str, body: &[u8]) -> Answer {
        let size = body.len();
        let head = format!(
            "POST /socket.io/?{query} HTTP/1.1\r\nHost: localhost:8888\r\n\
             Content-Type: text/plain;charset=UTF-8\r\nContent-Length: {size}\r\n\r\n"
        );
        self.write(&[head.as_bytes(), body].concat()).await;
        self.answer().await
    }

    async fn answer(&mut self) -> Answer {
        let head = self.head().await;
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let size = head.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            let is_size = name.eq_ignore_ascii_case("content-length");
            is_size.then(|| value.parse().unwrap())
        });
        let size = size.unwrap_or(0);
        while self.read.len() < size {
            self.more("an answer's body").await;
        }
        Answer { status, body: self.read.split_to(size).freeze() }
    }
}

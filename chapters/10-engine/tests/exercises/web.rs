//! An engine, and clients whose HTTP and whose frames are made by hand, so
//! that no library tests itself.

use bytes::{Bytes, BytesMut};
use engine::{Config, Engine, converse, echo};
use frame::{Close, Frame, FrameDecoder, Opcode, Role};
use kit::{spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinHandle;
use wiretap::{MemoryStream, pair};

pub const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
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

/// One end of a connection to it.
pub struct Peer {
    pub stream: MemoryStream,
    read: BytesMut,
    frames: FrameDecoder,
    /// The server's side.
    pub task: JoinHandle<()>,
}

impl Peer {
    pub fn new(stream: MemoryStream, task: JoinHandle<()>) -> Peer {
        let frames = FrameDecoder::new(Role::Client, 1 << 20);
        Peer { stream, read: BytesMut::new(), frames, task }
    }

    /// Asks, and does not wait for the answer.
    pub async fn ask(&mut self, query: &str) {
        let head = format!(
            "GET /socket.io/?{query} HTTP/1.1\r\nHost: localhost:8888\r\n\r\n"
        );
        self.write(head.as_bytes()).await;
    }

    pub async fn get(&mut self, query: &str) -> Answer {
        self.ask(query).await;
        self.answer().await
    }

    pub async fn post(&mut self, query: &str, body: &[u8]) -> Answer {
        self.post_as(query, "text/plain;charset=UTF-8", body).await
    }

    pub async fn post_as(
        &mut self,
        query: &str,
        kind: &str,
        body: &[u8],
    ) -> Answer {
        let size = body.len();
        let head = format!(
            "POST /socket.io/?{query} HTTP/1.1\r\nHost: localhost:8888\r\n\
             Content-Type: {kind}\r\nContent-Length: {size}\r\n\r\n"
        );
        self.write(&[head.as_bytes(), body].concat()).await;
        self.answer().await
    }

    pub async fn answer(&mut self) -> Answer {
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

    /// A WebSocket.
    pub async fn open(&mut self, query: &str) {
        let target = format!("/socket.io/?{query}");
        let request = upgrade::request("localhost:8888", &target, KEY);
        self.write(request.as_bytes()).await;
        let head = self.head().await;
        assert!(head.starts_with("HTTP/1.1 101 "), "{head}");
    }

    /// A session over a WebSocket; its open packet.
    pub async fn begin(&mut self, revision: u8) -> String {
        self.open(&format!("EIO={revision}&transport=websocket")).await;
        let open = self.hear().await;
        assert!(open.starts_with('0'), "{open}");
        open
    }

    pub async fn say(&mut self, packet: &str) {
        self.write(&masked(Opcode::Text, packet.as_bytes())).await;
    }

    /// The next packet, which is text.
    pub async fn hear(&mut self) -> String {
        let Frame { opcode, payload, .. } = self.frame().await;
        assert_eq!(opcode, Opcode::Text, "{payload:?}");
        String::from_utf8(payload.to_vec()).unwrap()
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

    /// How many bytes come next, one at a time.
    pub async fn byte(&mut self) -> usize {
        let mut byte = [0];
        self.stream.read(&mut byte).await.unwrap()
    }

    /// What the server closes with.
    pub async fn closed(&mut self) -> (u16, String) {
        let frame = self.frame().await;
        assert_eq!(frame.opcode, Opcode::Close, "{:?}", frame.payload);
        let close = Close::decode(&frame.payload).unwrap().unwrap();
        (close.code, close.reason)
    }

    pub async fn write(&mut self, bytes: &[u8]) {
        let written = self.stream.write_all(bytes);
        within("room to write", written).await.unwrap();
    }

    async fn head(&mut self) -> String {
        loop {
            let end = self.read.windows(4).position(|w| w == b"\r\n\r\n");
            if let Some(end) = end {
                let head = self.read.split_to(end + 4);
                return String::from_utf8(head.to_vec()).unwrap();
            }
            self.more("an answer's head").await;
        }
    }

    async fn more(&mut self, what: &str) {
        let size = self.stream.read_buf(&mut self.read);
        let size = within(what, size).await.unwrap();
        assert!(size > 0, "waiting for {what}: it ended");
    }
}

/// A client's frame. A mask of its own makes no difference to anybody.
pub fn masked(opcode: Opcode, payload: &[u8]) -> BytesMut {
    let mut bytes = BytesMut::new();
    Frame::encode(opcode, payload, Role::Client, &mut bytes);
    bytes
}

//! A client, as far as its bytes.

use std::panic::Location;
use std::time::Duration;

use bytes::BytesMut;
use frame::{Close, Frame, FrameDecoder, Opcode, Role};
use kit::within;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use wiretap::MemoryStream;

/// The RFC's own.
pub const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

/// One end of a connection.
pub struct Peer {
    /// For whoever wants to be unusual.
    pub stream: MemoryStream,
    /// What has been read and not been looked at.
    pub read: BytesMut,
    frames: FrameDecoder,
    /// The server's side.
    pub task: JoinHandle<()>,
    /// Whether it answers the pings that come before a message, as browsers
    /// do. For others a ping is no message, and so a fault.
    pub answers_pings: bool,
}

impl Peer {
    /// On a connection on which nothing has been said yet.
    pub fn new(stream: MemoryStream, task: JoinHandle<()>) -> Peer {
        let (read, answers_pings) = (BytesMut::new(), false);
        let frames = FrameDecoder::new(Role::Client, 1 << 24);
        Peer { stream, read, frames, task, answers_pings }
    }

    /// Makes a WebSocket of the connection.
    pub async fn upgrade(&mut self, host: &str, target: &str) {
        let request = upgrade::request(host, target, KEY);
        self.write(request.as_bytes()).await;
        let head = self.head().await;
        assert!(head.starts_with("HTTP/1.1 101 "), "{head}");
    }

    /// A WebSocket of Engine.IO.
    pub async fn open(&mut self, query: &str) {
        let target = format!("/socket.io/?{query}");
        self.upgrade("localhost:8888", &target).await;
    }

    /// A session of Engine.IO; its open packet.
    pub async fn begin(&mut self, revision: u8) -> String {
        self.open(&format!("EIO={revision}&transport=websocket")).await;
        let open = self.hear().await;
        assert!(open.starts_with("0{"), "{open}");
        open
    }

    /// Joins a namespace of Socket.IO, as `/` or `/admin`. The answer.
    pub async fn join(&mut self, namespace: &str) -> String {
        let name = match namespace {
            "/" => String::new(),
            other => format!("{other},"),
        };
        self.say(&format!("40{name}")).await;
        let answer = self.hear().await;
        let start = format!("40{name}{{\"sid\":\"");
        assert!(answer.starts_with(&start), "{answer}");
        answer
    }

    /// Bytes as they are.
    pub async fn write(&mut self, bytes: &[u8]) {
        let written = self.stream.write_all(bytes);
        within("room to write", written).await.unwrap();
    }

    /// A frame.
    pub async fn send(&mut self, opcode: Opcode, payload: &[u8]) {
        self.write(&masked(opcode, payload)).await;
    }

    /// A message that is text.
    pub async fn say(&mut self, text: &str) {
        self.send(Opcode::Text, text.as_bytes()).await;
    }

    /// A message that is bytes.
    pub async fn say_binary(&mut self, bytes: &[u8]) {
        self.send(Opcode::Binary, bytes).await;
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

    /// The next message, which is text.
    pub async fn hear(&mut self) -> String {
        // Pings come for ever, so each frame's own limit is not enough.
        let text = within("a text", self.message(Opcode::Text)).await;
        String::from_utf8(text.to_vec()).unwrap()
    }

    /// The next message, which is bytes.
    pub async fn hear_binary(&mut self) -> BytesMut {
        within("an attachment", self.message(Opcode::Binary)).await
    }

    /// The next message. A long one has many frames.
    async fn message(&mut self, expected: Opcode) -> BytesMut {
        let mut frame = self.frame().await;
        while self.answers_pings && frame.opcode == Opcode::Ping {
            self.send(Opcode::Pong, &frame.payload).await;
            frame = self.frame().await;
        }
        let Frame { mut fin, opcode, mut payload } = frame;
        assert_eq!(opcode, expected, "{payload:?}");
        while !fin {
            let more = self.frame().await;
            assert_eq!(more.opcode, Opcode::Continuation);
            payload.extend_from_slice(&more.payload);
            fin = more.fin;
        }
        payload
    }

    /// The next message, which is this text.
    #[track_caller]
    pub fn expect<'a>(
        &'a mut self,
        text: &'a str,
    ) -> impl Future<Output = ()> + 'a {
        let place = Location::caller();
        async move {
            let heard = self.hear().await;
            assert_eq!(heard, text, "asked for at {place}");
        }
    }

    /// Nothing comes, as long as nobody says anything.
    #[track_caller]
    pub fn expect_silence(&mut self) -> impl Future<Output = ()> {
        let place = Location::caller();
        async move {
            let next = timeout(Duration::from_millis(2), self.frame()).await;
            if let Ok(Frame { opcode, payload, .. }) = next {
                panic!("{opcode:?}: {payload:?}, and silence at {place}");
            }
        }
    }

    /// What the server closes with. Nothing else comes before.
    pub async fn closed(&mut self) -> (u16, String) {
        let Frame { opcode, payload, .. } = self.frame().await;
        assert_eq!(opcode, Opcode::Close, "{payload:?}");
        let close = Close::decode(&payload).unwrap().unwrap();
        (close.code, close.reason)
    }

    /// The server closes with this. Nothing else comes before.
    #[track_caller]
    pub fn expect_closed(
        &mut self,
        code: u16,
        why: &str,
    ) -> impl Future<Output = ()> {
        let place = Location::caller();
        async move {
            let closed = self.closed().await;
            assert_eq!(closed, (code, why.to_string()), "asked for at {place}");
        }
    }

    /// Nothing but the end is left, and the server is done.
    pub async fn expect_end(mut self) {
        assert_eq!(self.rest().await, "");
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

    /// All that comes until the connection ends.
    pub async fn rest(&mut self) -> String {
        let mut rest = std::mem::take(&mut self.read).to_vec();
        let end = self.stream.read_to_end(&mut rest);
        within("the end of the connection", end).await.unwrap();
        String::from_utf8_lossy(&rest).into_owned()
    }

    /// More bytes, behind those that have been read.
    pub async fn more(&mut self, what: &str) {
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

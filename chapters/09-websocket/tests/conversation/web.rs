//! A chat, and guests whose frames are made by chapter 08: by hand, so that
//! the library does not test itself.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::BytesMut;
use frame::{Close, Frame, FrameDecoder, Opcode, Role};
use kit::{spawn, within};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::task::JoinHandle;
use tokio::time::sleep; // allowed: the clock is paused
use websocket::{Chat, Config, converse};
use wiretap::{MemoryStream, Recording, Wire, pair};

pub const MS: Duration = Duration::from_millis(1);
pub const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

/// A chat, and whoever connects to it.
pub struct House {
    pub chat: Chat,
}

impl House {
    pub fn new(config: Config) -> House {
        House { chat: Chat::new(config, |_| {}) }
    }

    /// The server's side of a connection.
    pub fn accept(&self, far: MemoryStream) -> JoinHandle<()> {
        spawn(converse(far, self.chat.clone()))
    }

    /// A connection on which nothing has been asked yet.
    pub fn connect(&self) -> Peer {
        self.tie(pair())
    }

    pub fn tie(&self, (near, far): (MemoryStream, MemoryStream)) -> Peer {
        Peer::new(near, self.accept(far))
    }

    /// A connection, and how often the server has written to it.
    pub fn connect_counted(&self) -> (Peer, Arc<AtomicUsize>) {
        let ((near, far), writes) = (pair(), Arc::default());
        let far = Counted(far, Arc::clone(&writes));
        let task = spawn(converse(far, self.chat.clone()));
        (Peer::new(near, task), writes)
    }

    /// A WebSocket at `target`.
    pub async fn open(&self, target: &str) -> Peer {
        let mut peer = self.connect();
        peer.open(target).await;
        peer
    }

    /// Somebody who has joined, and read all that was said about it.
    pub async fn join(&self, name: &str) -> Peer {
        self.join_over(Wire::default(), name).await
    }

    pub async fn join_over(&self, wire: Wire, name: &str) -> Peer {
        let ends = wire.connect(Recording::default().recorder());
        let mut peer = self.tie(ends);
        peer.join(name).await;
        peer
    }
}

/// One end of a connection to it.
pub struct Peer {
    pub stream: MemoryStream,
    /// What has been read and not been looked at.
    pub read: BytesMut,
    frames: FrameDecoder,
    /// The server's side.
    pub task: JoinHandle<()>,
}

impl Peer {
    pub fn new(stream: MemoryStream, task: JoinHandle<()>) -> Peer {
        let frames = FrameDecoder::new(Role::Client, 1 << 20);
        Peer { stream, read: BytesMut::new(), frames, task }
    }

    pub async fn open(&mut self, target: &str) {
        let request = upgrade::request("localhost", target, KEY);
        self.write(request.as_bytes()).await;
        let head = self.head().await;
        assert!(head.starts_with("HTTP/1.1 101 "), "{head}");
    }

    pub async fn join(&mut self, name: &str) {
        self.open("/").await;
        self.expect("* your name?").await;
        self.say(name).await;
        let welcome = self.next().await;
        assert!(welcome.starts_with("* welcome"), "{welcome}");
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

    /// The next text. A ping on the way is answered.
    pub async fn next(&mut self) -> String {
        // Pings come for ever, so each frame's own limit is not enough.
        within("a text", async {
            loop {
                let Frame { fin, opcode, payload } = self.frame().await;
                assert!(fin);
                match opcode {
                    Opcode::Ping => self.send(Opcode::Pong, &payload).await,
                    Opcode::Text => {
                        return String::from_utf8(payload.to_vec()).unwrap();
                    }
                    _ => panic!("{opcode:?} {payload:?}, and no text"),
                }
            }
        })
        .await
    }

    #[track_caller]
    pub fn expect(&mut self, text: &str) -> impl Future<Output = ()> {
        let place = std::panic::Location::caller();
        async move { assert_eq!(self.next().await, text, "at {place}") }
    }

    /// What the server closes with, after any texts.
    pub async fn closed(&mut self) -> (u16, String) {
        loop {
            let frame = self.frame().await;
            if frame.opcode == Opcode::Close {
                let close = Close::decode(&frame.payload).unwrap().unwrap();
                return (close.code, close.reason);
            }
        }
    }

    /// Nothing but the end of the stream is left.
    pub async fn expect_end(&mut self) {
        let read = self.stream.read_buf(&mut self.read);
        assert_eq!(within("the end", read).await.unwrap(), 0);
        assert_eq!(self.read, b""[..]);
    }

    /// The server has forgotten this connection.
    pub async fn expect_forgotten(mut self) {
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
    pub async fn rest(&mut self) -> String {
        let mut rest = std::mem::take(&mut self.read).to_vec();
        let end = self.stream.read_to_end(&mut rest);
        within("the end of the connection", end).await.unwrap();
        String::from_utf8_lossy(&rest).into_owned()
    }

    async fn more(&mut self, what: &str) {
        let size = self.stream.read_buf(&mut self.read);
        let size = within(what, size).await.unwrap();
        assert!(size > 0, "waiting for {what}: it ended");
    }
}

/// Counts how many writes go through it, for a wire would join them.
pub struct Counted<S>(pub S, pub Arc<AtomicUsize>);

impl<S: AsyncRead + Unpin> AsyncRead for Counted<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Counted<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
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

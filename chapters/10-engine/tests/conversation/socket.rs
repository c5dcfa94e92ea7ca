//! A client with a connection of its own.

use bytes::BytesMut;
use frame::{Close, Frame, FrameDecoder, Opcode, Role};
use kit::within;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinHandle;
use wiretap::MemoryStream;

use crate::web::{KEY, settle};

/// One end of a connection to the engine.
pub struct Socket {
    pub stream: MemoryStream,
    /// What has been read and not been looked at.
    pub read: BytesMut,
    pub frames: FrameDecoder,
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

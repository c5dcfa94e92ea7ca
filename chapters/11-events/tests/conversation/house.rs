//! A server of our own, and clients whose frames are made by hand, so that
//! no library tests itself.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::BytesMut;
use engine::{Engine, converse};
use events::{Args, Config, Io};
use frame::{Close, Frame, FrameDecoder, Opcode, Role};
use kit::{spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wiretap::{MemoryStream, pair};

const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

/// An engine with this behind it.
pub struct House {
    pub engine: Engine,
}

impl House {
    /// One that asks nobody whether he is there, for a day.
    pub fn new(io: Io) -> House {
        House::with(io, |config| {
            config.engine.ping_interval = Duration::from_secs(86_400);
        })
    }

    /// With other limits.
    pub fn with(io: Io, limit: impl FnOnce(&mut Config)) -> House {
        let mut config = Config::default();
        limit(&mut config);
        House { engine: io.into_engine(config) }
    }

    /// A session of protocol 5 that has joined nothing.
    pub async fn open(&self) -> Peer {
        self.tie(pair()).begin(4).await
    }

    /// The same, and it has joined that namespace.
    pub async fn join(&self, namespace: &str) -> Peer {
        let mut peer = self.open().await;
        peer.join(namespace).await;
        peer
    }

    /// A session of protocol 4, which has joined `/` by opening.
    pub async fn old(&self) -> Peer {
        let mut peer = self.tie(pair()).begin(3).await;
        peer.expect("40").await;
        peer
    }

    /// A connection on which nothing has been asked yet.
    pub fn tie(&self, (near, far): (MemoryStream, MemoryStream)) -> Peer {
        spawn(converse(far, self.engine.clone()));
        Peer::new(near)
    }
}

/// One end of a connection.
pub struct Peer {
    pub stream: MemoryStream,
    read: BytesMut,
    frames: FrameDecoder,
}

impl Peer {
    pub fn new(stream: MemoryStream) -> Peer {
        let frames = FrameDecoder::new(Role::Client, 1 << 24);
        Peer { stream, read: BytesMut::new(), frames }
    }

    /// A session over a WebSocket.
    pub async fn begin(mut self, revision: u8) -> Peer {
        let target = format!("/socket.io/?EIO={revision}&transport=websocket");
        let request = upgrade::request("localhost:8888", &target, KEY);
        self.write(request.as_bytes()).await;
        let head = self.head().await;
        assert!(head.starts_with("HTTP/1.1 101 "), "{head}");
        let open = self.hear().await;
        assert!(open.starts_with("0{"), "{open}");
        self
    }

    /// Joins, as `/` or `/admin`. The answer.
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

    pub async fn say(&mut self, packet: &str) {
        self.write(&masked(Opcode::Text, packet.as_bytes())).await;
    }

    pub async fn say_binary(&mut self, bytes: &[u8]) {
        self.write(&masked(Opcode::Binary, bytes)).await;
    }

    /// The next message, which is text. A long one has many frames.
    pub async fn hear(&mut self) -> String {
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

    /// The next message, which is this text.
    #[track_caller]
    pub fn expect<'a>(
        &'a mut self,
        text: &'a str,
    ) -> impl Future<Output = ()> + 'a {
        let place = std::panic::Location::caller();
        async move {
            let heard = self.hear().await;
            assert_eq!(heard, text, "asked for at {place}");
        }
    }

    /// The next message, which is an attachment.
    pub async fn hear_binary(&mut self) -> BytesMut {
        let Frame { opcode, payload, .. } = self.frame().await;
        assert_eq!(opcode, Opcode::Binary, "{payload:?}");
        payload
    }

    /// What the server closes with. Nothing else comes before.
    pub async fn closed(&mut self) -> (u16, String) {
        let frame = self.frame().await;
        assert_eq!(frame.opcode, Opcode::Close, "{:?}", frame.payload);
        let close = Close::decode(&frame.payload).unwrap().unwrap();
        (close.code, close.reason)
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

/// What a program under test has noticed, in order.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub fn note(&self, what: impl Into<String>) {
        self.0.lock().unwrap().push(what.into());
    }

    /// All since the last time, once nothing else is going to happen.
    pub async fn take(&self) -> Vec<String> {
        tokio::time::sleep(Duration::from_nanos(1)).await; // allowed: paused
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// Of values that are always JSON.
pub fn args(json: &[serde_json::Value]) -> Args {
    json.iter().fold(Args::new(), |args, value| args.and(value).unwrap())
}

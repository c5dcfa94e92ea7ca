//! A server with rooms, and guests whose frames are made by hand, so that no
//! library tests itself.

use std::time::Duration;

use bytes::BytesMut;
use engine::{Engine, converse};
use events::{AckError, Args, ArgsError, Config, Io, Socket};
use frame::{Close, Frame, FrameDecoder, Opcode, Role};
use kit::{spawn, within};
use rooms::{Broadcast, Rooms};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout}; // allowed: the clock is paused
use wiretap::{MemoryStream, pair};

pub const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
pub const MS: Duration = Duration::from_millis(1);
pub const SECOND: Duration = Duration::from_secs(1);

/// A server, its rooms, and who has come.
pub struct House {
    pub engine: Engine,
    pub rooms: Rooms,
    arrivals: mpsc::UnboundedReceiver<Socket>,
}

impl House {
    /// On one server, that asks nobody whether he is there, for a day.
    pub fn new() -> House {
        House::with(Rooms::new("/"), |_| {})
    }

    /// With these rooms, and other limits.
    pub fn with(rooms: Rooms, limit: impl FnOnce(&mut Config)) -> House {
        House::whose(rooms, limit, |_, _| {})
    }

    /// And something is done with each who comes.
    pub fn whose(
        rooms: Rooms,
        limit: impl FnOnce(&mut Config),
        connect: impl Fn(&Rooms, &Socket) + Send + Sync + 'static,
    ) -> House {
        let (tell, arrivals) = mpsc::unbounded_channel();
        let namespace = rooms.namespace(move |rooms, socket| {
            connect(rooms, socket);
            let _ = tell.send(socket.clone());
        });
        let mut config = Config::default();
        config.engine.ping_interval = Duration::from_secs(86_400);
        limit(&mut config);
        let engine = Io::new().with("/", namespace).into_engine(config);
        House { engine, rooms, arrivals }
    }

    /// Somebody who has come in.
    pub async fn guest(&mut self) -> Guest {
        self.tie(pair()).await
    }

    /// So many.
    pub async fn guests<const N: usize>(&mut self) -> [Guest; N] {
        let mut guests = Vec::new();
        for _ in 0..N {
            guests.push(self.guest().await);
        }
        guests.try_into().ok().expect("as many")
    }

    /// Somebody who has come in over this connection.
    pub async fn tie(
        &mut self,
        (near, far): (MemoryStream, MemoryStream),
    ) -> Guest {
        spawn(converse(far, self.engine.clone()));
        let mut peer = Peer::new(near);
        peer.begin(4).await;
        peer.say("40").await;
        let answer = peer.hear().await;
        assert!(answer.starts_with("40{\"sid\":\""), "{answer}");
        let came = within("somebody's coming", self.arrivals.recv()).await;
        Guest { peer, socket: came.expect("a house") }
    }
}

/// Somebody who is here: his end of the wire, and the server's socket.
pub struct Guest {
    pub peer: Peer,
    pub socket: Socket,
}

impl Guest {
    pub async fn say(&mut self, packet: &str) {
        self.peer.say(packet).await;
    }

    pub async fn hear(&mut self) -> String {
        self.peer.hear().await
    }

    /// The next message, which is this text.
    #[track_caller]
    pub fn expect<'a>(
        &'a mut self,
        text: &'a str,
    ) -> impl Future<Output = ()> + 'a {
        let place = std::panic::Location::caller();
        async move {
            let heard = self.peer.hear().await;
            assert_eq!(heard, text, "asked for at {place}");
        }
    }

    /// Nothing comes, as long as nobody says anything.
    pub async fn expect_silence(&mut self) {
        let next = self.peer.frame();
        if let Ok(frame) = timeout(MS, next).await {
            panic!("{:?}: {:?}", frame.opcode, frame.payload);
        }
    }

    /// What the server closes with.
    pub async fn closed(&mut self) -> (u16, String) {
        self.peer.closed().await
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
    pub async fn begin(&mut self, revision: u8) {
        let target = format!("/socket.io/?EIO={revision}&transport=websocket");
        let request = upgrade::request("localhost:8888", &target, KEY);
        self.write(request.as_bytes()).await;
        let head = self.head().await;
        assert!(head.starts_with("HTTP/1.1 101 "), "{head}");
        let open = self.hear().await;
        assert!(open.starts_with("0{"), "{open}");
    }

    pub async fn say(&mut self, packet: &str) {
        self.write(&masked(Opcode::Text, packet.as_bytes())).await;
    }

    /// The next message, which is text.
    pub async fn hear(&mut self) -> String {
        String::from_utf8(self.message(Opcode::Text).await.to_vec()).unwrap()
    }

    /// The next message, which is an attachment.
    pub async fn hear_binary(&mut self) -> BytesMut {
        self.message(Opcode::Binary).await
    }

    /// The next message. A long one has many frames.
    async fn message(&mut self, expected: Opcode) -> BytesMut {
        let Frame { mut fin, opcode, mut payload } = self.frame().await;
        assert_eq!(opcode, expected, "{payload:?}");
        while !fin {
            let more = self.frame().await;
            assert_eq!(more.opcode, Opcode::Continuation);
            payload.extend_from_slice(&more.payload);
            fin = more.fin;
        }
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

    /// All texts that still come, until the connection ends.
    pub async fn rest(&mut self) -> Vec<String> {
        // An orderly end or not.
        let reading = async {
            while let Ok(1..) = self.stream.read_buf(&mut self.read).await {}
        };
        within("the end of the connection", reading).await;
        let mut texts = Vec::new();
        while let Ok(Some(frame)) = self.frames.decode(&mut self.read) {
            if frame.opcode == Opcode::Text {
                let text = String::from_utf8(frame.payload.to_vec());
                texts.push(text.unwrap());
            }
        }
        texts
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

/// One argument, which is always JSON.
pub fn arg(value: impl serde::Serialize) -> Args {
    Args::of(&value).unwrap()
}

/// Asks them `["ask",1]`.
pub async fn ask(whom: Broadcast<'_>, limit: Duration) -> Answers {
    whom.emit_with_ack("ask", &arg(1), limit).await
}

/// What has come of a question to many.
pub type Answers = Result<Vec<Result<Args, AckError>>, ArgsError>;

/// Lets everybody do what can be done now.
pub async fn settle() {
    sleep(MS).await;
}

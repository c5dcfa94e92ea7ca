//! A recorded conversation for the page's lab, when nothing is running: as
//! the running chapter's tap would have told it, line by line.

use std::time::Duration;

use bytes::BytesMut;
use frame::{Close, Frame, FrameDecoder, Header, Opcode, Role, mask};
use kit::within;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use upgrade::{ask, line, open};
use wiretap::{Recorder, Recording, Side, Tap, Wire};

/// The RFC's own, so that its answer can be looked up.
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
/// The first is the RFC's too. Nobody may guess the next one; here they have
/// to be the same each time.
const MASKS: [[u8; 4]; 3] = [
    [0x37, 0xfa, 0x21, 0x3d],
    [0x9c, 0x04, 0xe1, 0x5b],
    [0x52, 0xd8, 0x0f, 0xa6],
];
/// One way.
const DELAY: Duration = Duration::from_millis(25);

#[tokio::test(start_paused = true)]
async fn the_recording_for_the_page_shows_what_no_page_is_told() {
    let recording = Recording::default();
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let (near, far) = wire.connect(Recorder::new(|_| {}));
    let far = Tap::new(far, Side::Server, recording.recorder());
    tokio::join!(talk(near), serve(far));
    let lines: Vec<_> = recording.pieces().iter().map(line).collect();
    kit::pin!("lab-conversation", lines.join("\n"));
}

/// What a page's browser does, when the page says Hello and then closes.
async fn talk(stream: impl AsyncRead + AsyncWrite + Unpin) {
    let answer = ask(stream, "localhost:8888", "/", KEY);
    let answer = within("101", answer).await.unwrap();
    let mut client = End::new(answer.stream, Role::Client, answer.rest);
    client.say(true, Opcode::Text, b"Hello").await;
    assert_eq!(client.hear().await.payload, "Hello");
    assert!(!client.hear().await.fin, "a message begins");
    let ping = client.hear().await;
    assert_eq!(ping.opcode, Opcode::Ping);
    client.say(true, Opcode::Pong, &ping.payload).await;
    assert_eq!(client.hear().await.opcode, Opcode::Continuation);
    let close = Close::new(Close::NORMAL, "enough").encode();
    client.say(true, Opcode::Close, &close).await;
    assert_eq!(client.hear().await.opcode, Opcode::Close);
    let end = client.stream.read_buf(&mut client.buffer);
    assert_eq!(within("the server's FIN", end).await.unwrap(), 0);
    client.stream.shutdown().await.unwrap();
}

/// Says again what it hears, then something in two fragments, and asks
/// between them whether the client is there.
async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin) {
    let opened = open(&upgrade::Config::default(), stream).await.unwrap();
    let mut server = End::new(opened.stream, Role::Server, opened.rest);
    let text = server.hear().await.payload;
    server.say(true, Opcode::Text, &text).await;
    server.say(false, Opcode::Text, b"Two frames, ").await;
    server.say(true, Opcode::Ping, b"you?").await;
    let pong = server.hear().await;
    assert_eq!((pong.opcode, &pong.payload[..]), (Opcode::Pong, &b"you?"[..]));
    server.say(true, Opcode::Continuation, b"one message.").await;
    let close = server.hear().await;
    server.say(true, Opcode::Close, &close.payload).await;
    server.stream.shutdown().await.unwrap();
    let end = server.stream.read_buf(&mut server.buffer);
    assert_eq!(within("the client's FIN", end).await.unwrap(), 0);
}

/// One end of an open WebSocket that decides about each frame.
struct End<S> {
    stream: S,
    role: Role,
    frames: FrameDecoder,
    buffer: BytesMut,
    masks: std::array::IntoIter<[u8; 4], 3>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> End<S> {
    fn new(stream: S, role: Role, buffer: BytesMut) -> End<S> {
        let (frames, masks) = (FrameDecoder::new(role, 125), MASKS.into_iter());
        End { stream, role, frames, buffer, masks }
    }

    async fn say(&mut self, fin: bool, opcode: Opcode, payload: &[u8]) {
        let mask_key = match self.role {
            Role::Client => Some(self.masks.next().expect("a mask for it")),
            Role::Server => None,
        };
        let size = payload.len() as u64;
        let mut bytes = BytesMut::new();
        Header { fin, opcode, mask: mask_key, size }.encode(&mut bytes);
        let start = bytes.len();
        bytes.extend_from_slice(payload);
        if let Some(key) = mask_key {
            mask(&mut bytes[start..], key);
        }
        self.stream.write_all(&bytes).await.unwrap();
    }

    async fn hear(&mut self) -> Frame {
        loop {
            if let Some(frame) = self.frames.decode(&mut self.buffer).unwrap() {
                return frame;
            }
            let read = self.stream.read_buf(&mut self.buffer);
            assert_ne!(within("a frame", read).await.unwrap(), 0, "the end");
        }
    }
}

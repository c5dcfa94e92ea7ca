//! The echo server over a wire in memory, on a paused clock: what the client
//! writes, and what it sees on the wire, byte for byte.

mod close;
mod control;
mod errors;
mod hostile;
mod patience;
mod real;
mod twin;

use frame::{Config, Error, WebSocket, echo};
use kit::{expect_wire, spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use upgrade::{ask, fresh_key};
use wiretap::{MemoryStream, Recording, Wire};

/// A client that writes bytes, and the server that it talks to.
struct Talk {
    stream: MemoryStream,
    server: JoinHandle<Result<(), Error>>,
    /// Told of every piece, the handshake's too.
    recording: Recording,
    shutdown: Option<oneshot::Sender<()>>,
}

/// A WebSocket that is open.
async fn open(config: Config) -> Talk {
    let recording = Recording::default();
    let (client, stream) = Wire::default().connect(recording.recorder());
    let (sender, ended) = oneshot::channel();
    let shutdown = async {
        if ended.await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let server = spawn(async move { echo(&config, stream, shutdown).await });
    let key = fresh_key();
    let asked = ask(client, "localhost", "/", &key);
    let answer = within("the handshake", asked).await.unwrap();
    assert!(answer.rest.is_empty());
    let (stream, shutdown) = (answer.stream, Some(sender));
    Talk { stream, server, recording, shutdown }
}

impl Talk {
    async fn write(&mut self, bytes: &[u8]) {
        let written = self.stream.write_all(bytes);
        within("the server to read", written).await.unwrap();
    }

    /// The next bytes, which must be these.
    async fn hears(&mut self, expected: &[u8], why: &str) {
        let mut heard = vec![0; expected.len()];
        let read = self.stream.read_exact(&mut heard);
        within(why, read).await.unwrap();
        expect_wire(&heard, expected, why);
    }

    /// All that comes until the server has finished.
    async fn rest(&mut self) -> Vec<u8> {
        let mut heard = Vec::new();
        let read = self.stream.read_to_end(&mut heard);
        within("the server to finish", read).await.unwrap();
        heard
    }

    /// Hangs up, and asks what the server makes of it all.
    async fn verdict(self) -> Result<(), Error> {
        drop(self.stream);
        within("the server's verdict", self.server).await.unwrap()
    }

    /// Asks the server to end.
    fn end(&mut self) {
        let shutdown = self.shutdown.take().unwrap();
        shutdown.send(()).unwrap();
    }
}

/// The key of the RFC's example.
const KEY: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];

/// A frame of a client, by hand: its first byte, and its payload.
fn masked(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = framed(first, payload);
    bytes[1] |= 0x80;
    let start = bytes.len() - payload.len();
    for (at, byte) in bytes[start..].iter_mut().enumerate() {
        *byte ^= KEY[at % 4];
    }
    bytes.splice(start..start, KEY);
    bytes
}

/// A frame of a server.
fn framed(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    match payload.len() {
        size @ 0..=125 => bytes.push(size as u8),
        size @ 126..=65535 => {
            bytes.push(126);
            bytes.extend((size as u16).to_be_bytes());
        }
        size => {
            bytes.push(127);
            bytes.extend((size as u64).to_be_bytes());
        }
    }
    bytes.extend(payload);
    bytes
}

/// A server's close frame.
fn close(code: u16, reason: &str) -> Vec<u8> {
    framed(0x88, &[&code.to_be_bytes(), reason.as_bytes()].concat())
}

/// A stream, and our WebSocket of the chapter on it.
fn socket<S>(stream: S, role: frame::Role) -> WebSocket<S>
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    WebSocket::new(stream, role, Default::default(), Default::default())
}

//! A guest, and the servers it meets: a real one, and one by hand.

use std::io;
use std::time::Duration;

use kit::within;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use websocket::{Backoff, Chat, Config, Link, reach, serve, visit};

pub const MS: Duration = Duration::from_millis(1);

pub struct House {
    pub port: u16,
    end: oneshot::Sender<()>,
    served: JoinHandle<io::Result<()>>,
}

/// A chat on this port; 0 is any.
pub async fn house(port: u16) -> House {
    let listener = ping::listen(port).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let chat = Chat::new(Config::default(), |_| {});
    let (end, ended) = oneshot::channel::<()>();
    let ended = async { drop(ended.await) };
    let served = tokio::spawn(serve(chat, vec![listener], None, ended));
    House { port, end, served }
}

impl House {
    pub async fn close(self) {
        let _ = self.end.send(());
        within("the server's end", self.served).await.unwrap().unwrap();
    }
}

/// A guest: where one types, and what it shows.
pub struct Guest {
    pub typed: mpsc::Sender<Vec<u8>>,
    pub shown: mpsc::UnboundedReceiver<String>,
    pub visit: JoinHandle<io::Result<()>>,
}

pub fn guest(name: &str, port: u16) -> Guest {
    let backoff = Backoff::new(20 * MS, 100 * MS);
    let (heartbeat, patience) = (100 * MS, 200 * MS);
    let name = name.to_string();
    let link = Link { port, name, backoff, heartbeat, patience };
    let (typed, lines) = mpsc::channel(8);
    let (show, shown) = mpsc::unbounded_channel();
    let show = move |line: &str| drop(show.send(line.to_string()));
    let visit = tokio::spawn(visit(link, reach, lines, show));
    Guest { typed, shown, visit }
}

impl Guest {
    pub async fn types(&self, line: &str) {
        self.typed.send(line.as_bytes().to_vec()).await.unwrap();
    }

    /// Reads on until a line begins so.
    pub async fn shows(&mut self, start: &str) -> String {
        let what = format!("{start:?}");
        let line = async {
            loop {
                let line = self.shown.recv().await.expect("a line");
                if line.starts_with(start) {
                    return line;
                }
            }
        };
        within(&what, line).await
    }
}

/// Answers the next handshake with this status, and hangs up.
pub async fn refuse(listener: &TcpListener, status: &str) {
    let accepted = within("a connection", listener.accept()).await;
    let (mut stream, _) = accepted.unwrap();
    read_head(&mut stream).await;
    let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
    stream.write_all(answer.as_bytes()).await.unwrap();
}

/// A server that hears one guest, and says nothing but the handshake.
pub struct Texts<S = TcpStream> {
    pub stream: S,
    decoder: frame::FrameDecoder,
    read: bytes::BytesMut,
}

pub async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> request::Head {
    let limits = request::Limits::default();
    let mut heads = request::HeadDecoder::new(limits);
    let mut read = bytes::BytesMut::new();
    loop {
        if let Some(head) = heads.decode(&mut read).unwrap() {
            return head;
        }
        within("a head", stream.read_buf(&mut read)).await.unwrap();
    }
}

pub async fn texts(listener: &TcpListener) -> Texts {
    let accepted = within("a connection", listener.accept()).await;
    Texts::open(accepted.unwrap().0).await
}

impl<S: AsyncRead + AsyncWrite + Unpin> Texts<S> {
    /// Answers the handshake of whoever is at the other end.
    pub async fn open(mut stream: S) -> Texts<S> {
        let head = read_head(&mut stream).await;
        let handshake = upgrade::Handshake::read(&head, &[]).unwrap();
        stream.write_all(handshake.answer().as_bytes()).await.unwrap();
        let decoder = frame::FrameDecoder::new(frame::Role::Server, 1 << 16);
        Texts { stream, decoder, read: bytes::BytesMut::new() }
    }

    pub async fn say(&mut self, text: &str) {
        self.send(frame::Opcode::Text, text.as_bytes()).await;
    }

    pub async fn send(&mut self, opcode: frame::Opcode, payload: &[u8]) {
        let mut bytes = bytes::BytesMut::new();
        let role = frame::Role::Server;
        frame::Frame::encode(opcode, payload, role, &mut bytes);
        self.stream.write_all(&bytes).await.unwrap();
    }

    pub async fn next(&mut self) -> String {
        let frame = self.frame().await;
        assert_eq!(frame.opcode, frame::Opcode::Text);
        String::from_utf8(frame.payload.to_vec()).unwrap()
    }

    pub async fn frame(&mut self) -> frame::Frame {
        loop {
            if let Some(frame) = self.decoder.decode(&mut self.read).unwrap() {
                return frame;
            }
            let more = self.stream.read_buf(&mut self.read);
            assert!(within("a frame", more).await.unwrap() > 0);
        }
    }
}

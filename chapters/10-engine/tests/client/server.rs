//! A server by hand: frames are those of chapter 08.

use bytes::BytesMut;
use frame::{Close, Frame, FrameDecoder, Opcode, Role};
use kit::within;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// It has one client, and says nothing but the handshake.
pub struct Server {
    stream: TcpStream,
    /// What was asked for.
    pub target: String,
    decoder: FrameDecoder,
    read: BytesMut,
}

async fn accept(listener: &TcpListener) -> (TcpStream, request::Head) {
    let accepted = within("a connection", listener.accept()).await;
    let (mut stream, _) = accepted.unwrap();
    let mut heads = request::HeadDecoder::new(request::Limits::default());
    let mut read = BytesMut::new();
    loop {
        if let Some(head) = heads.decode(&mut read).unwrap() {
            return (stream, head);
        }
        within("a head", stream.read_buf(&mut read)).await.unwrap();
    }
}

/// Answers the next request with this, and hangs up.
pub async fn listen(listener: &TcpListener, answer: &str) {
    let (mut stream, _) = accept(listener).await;
    stream.write_all(answer.as_bytes()).await.unwrap();
}

impl Server {
    pub async fn accept(listener: &TcpListener) -> Server {
        let (mut stream, head) = accept(listener).await;
        let handshake = upgrade::Handshake::read(&head, &[]).unwrap();
        stream.write_all(handshake.answer().as_bytes()).await.unwrap();
        let decoder = FrameDecoder::new(Role::Server, 1 << 20);
        let target = handshake.target;
        Server { stream, target, decoder, read: BytesMut::new() }
    }

    pub async fn write(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.unwrap();
    }

    pub async fn send(&mut self, opcode: Opcode, payload: &[u8]) {
        let mut bytes = BytesMut::new();
        Frame::encode(opcode, payload, Role::Server, &mut bytes);
        self.write(&bytes).await;
    }

    pub async fn say(&mut self, text: &str) {
        self.send(Opcode::Text, text.as_bytes()).await;
    }

    async fn frame(&mut self) -> Frame {
        loop {
            if let Some(frame) = self.decoder.decode(&mut self.read).unwrap() {
                return frame;
            }
            let more = self.stream.read_buf(&mut self.read);
            assert!(within("a frame", more).await.unwrap() > 0);
        }
    }

    pub async fn expect(&mut self, text: &str) {
        let frame = self.frame().await;
        assert_eq!(frame.opcode, Opcode::Text);
        assert_eq!(frame.payload, text.as_bytes());
    }

    /// The code of the close frame that comes next.
    pub async fn closed(&mut self) -> u16 {
        let frame = self.frame().await;
        assert_eq!(frame.opcode, Opcode::Close);
        Close::decode(&frame.payload).unwrap().unwrap().code
    }
}

// ANCHOR: all
//! Messages on a stream.

use std::future::poll_fn;
use std::io;
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::task::{Poll, ready};
use std::time::Duration;

use bytes::{Buf, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::io::{copy, sink};
use tokio::time::timeout;

use crate::{
    Close, Decoder, Error, Event, Frame, Limits, Message, Opcode, Role,
};

/// The most bytes that one read takes,
const READ_SIZE: usize = 4 * 1024;
/// and the most while a long payload is coming.
const LONG_READ_SIZE: usize = 64 * 1024;

// ANCHOR: websocket
/// One end of an open WebSocket.
///
/// What is to be written waits in a buffer and leaves in one write, as soon
/// as we would have to wait for the peer: all answers to what one read has
/// brought go together, and nothing is read before they have left. So an
/// echo, which sends no more than it has heard, never holds more than one
/// message, the answers to one read, and a close frame.
#[derive(Debug)]
pub struct WebSocket<S> {
    stream: S,
    role: Role,
    decoder: Decoder,
    /// What has been read and is no event yet.
    inbound: BytesMut,
    /// What is to be written.
    outbound: BytesMut,
    /// We have sent a close frame: nothing may follow it.
    closing: bool,
}

impl<S: AsyncRead + AsyncWrite + Unpin> WebSocket<S> {
    /// Goes on where the handshake has ended. `rest` is what was read behind
    /// it.
    pub fn new(
        stream: S,
        role: Role,
        rest: BytesMut,
        limits: Limits,
    ) -> WebSocket<S> {
        let decoder = Decoder::new(role, limits);
        let (inbound, outbound) = (rest, BytesMut::new());
        let closing = false;
        WebSocket { stream, role, decoder, inbound, outbound, closing }
    }
    // ANCHOR_END: websocket

    // ANCHOR: next
    /// Waits for the next message, and answers pings on the way. `Ok(None)`:
    /// the peer has closed, and has been answered.
    ///
    /// Cancel safe: what has been read is in a buffer before anything is
    /// awaited again, and what has been written has left one.
    ///
    /// # Errors
    /// What ended the conversation. The peer has been told, if it is still
    /// there.
    pub async fn next(
        &mut self,
        idle: Duration,
    ) -> Result<Option<Message>, Error> {
        loop {
            let event = match self.decoder.decode(&mut self.inbound) {
                Ok(Some(event)) => event,
                Ok(None) => match self.exchange(idle).await {
                    Ok(()) => continue,
                    Err(error) => return Err(self.tell(error)),
                },
                Err(error) => return Err(self.tell(error)),
            };
            match event {
                // Whoever has said that it closes does not listen any more.
                Event::Message(_) | Event::Ping(_) if self.closing => {}
                Event::Message(message) => return Ok(Some(message)),
                Event::Ping(data) => self.put(Opcode::Pong, &data),
                Event::Pong(_) => {}
                Event::Close(close) => {
                    self.close(close);
                    return Ok(None);
                }
            }
        }
    }

    /// Writes what waits, and reads something. In this order: nobody answers
    /// what has not been said.
    async fn exchange(&mut self, idle: Duration) -> Result<(), Error> {
        self.flush().await?;
        let silent = Error::Silent { limit: idle };
        match timeout(idle, self.read()).await.map_err(|_| silent)?? {
            0 => Err(Error::NoClose),
            _ => Ok(()),
        }
    }
    // ANCHOR_END: next

    // ANCHOR: put
    /// Says something. It leaves with the next [`WebSocket::next`] or
    /// [`WebSocket::flush`].
    pub fn send(&mut self, message: &Message) {
        self.put(message.opcode(), message.payload());
    }

    /// Asks whether the peer is there. At most 125 bytes of `data` go.
    pub fn ping(&mut self, data: &[u8]) {
        self.put(Opcode::Ping, &data[..data.len().min(125)]);
    }

    /// Says that nothing more will come. [`WebSocket::next`] then waits for
    /// the peer to say the same.
    pub fn close(&mut self, close: Option<Close>) {
        let payload = close.map(|close| close.encode()).unwrap_or_default();
        self.put(Opcode::Close, &payload);
        self.closing = true;
    }

    fn put(&mut self, opcode: Opcode, payload: &[u8]) {
        if !self.closing {
            Frame::encode(opcode, payload, self.role, &mut self.outbound);
        }
    }

    /// Prepares the close frame that belongs to an error.
    fn tell(&mut self, error: Error) -> Error {
        if let Some(code) = error.close_code() {
            self.close(Some(Close::new(code, &error.to_string())));
        }
        error
    }

    /// Writes all that waits.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn flush(&mut self) -> io::Result<()> {
        while !self.outbound.is_empty() {
            let size = self.stream.write(&self.outbound).await?;
            if size == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
            self.outbound.advance(size);
        }
        self.stream.flush().await
    }
    // ANCHOR_END: put

    // ANCHOR: finish
    /// Last words, and the end of the stream. The server ends it first
    /// ([RFC 6455 §7.1](https://www.rfc-editor.org/rfc/rfc6455#section-7.1)):
    /// so the client is sure that the close frame has come. What the peer is
    /// still sending is read and forgotten until it ends, too, or a RST would
    /// destroy our last words. Only `limit` bounds this: nothing is kept.
    pub async fn finish(mut self, limit: Duration) {
        let goodbye = async {
            self.flush().await?;
            if self.role == Role::Server {
                self.stream.shutdown().await?;
            }
            copy(&mut self.stream, &mut sink()).await
        };
        // A favour: whoever does not take them has had it.
        let _ = timeout(limit, goodbye).await;
    }
    // ANCHOR_END: finish

    // ANCHOR: read
    /// Reads once. While a long payload is coming, it is read into its place;
    /// otherwise by way of the stack, so that a connection that waits holds
    /// no buffer (chapter 03).
    async fn read(&mut self) -> io::Result<usize> {
        let missing = self.decoder.missing(&self.inbound);
        if missing > READ_SIZE {
            self.inbound.reserve(missing.min(LONG_READ_SIZE));
            return self.stream.read_buf(&mut self.inbound).await;
        }
        if self.inbound.is_empty() && self.outbound.is_empty() {
            (self.inbound, self.outbound) = Default::default();
        }
        poll_fn(|context| {
            let mut space = [MaybeUninit::uninit(); READ_SIZE];
            let mut read = ReadBuf::uninit(&mut space);
            let stream = Pin::new(&mut self.stream);
            ready!(stream.poll_read(context, &mut read))?;
            self.inbound.extend_from_slice(read.filled());
            Poll::Ready(Ok(read.filled().len()))
        })
        .await
    }
    // ANCHOR_END: read
}
// ANCHOR_END: all

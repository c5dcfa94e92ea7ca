// ANCHOR: all
//! A stream that is listened to, and otherwise itself.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::recording::{Direction, Event, Recorder};

/// At whose end of the wire a tap sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What is written goes to the server.
    Client,
    /// What is written goes to the client.
    Server,
}

/// Wraps any stream and records what its owner reads and writes, as it is
/// read and written. At one end there is one clock: nothing seems to take
/// time on the way.
pub struct Tap<S> {
    inner: S,
    reads: Direction,
    writes: Direction,
    recorder: Recorder,
}

impl<S> Tap<S> {
    /// Listens at `side`'s end of `inner`.
    pub fn new(inner: S, side: Side, recorder: Recorder) -> Tap<S> {
        let (reads, writes) = match side {
            Side::Client => (Direction::ToClient, Direction::ToServer),
            Side::Server => (Direction::ToServer, Direction::ToClient),
        };
        Tap { inner, reads, writes, recorder }
    }

    fn record(&self, direction: Direction, event: Event) {
        let now = self.recorder.now();
        self.recorder.record(direction, event, now, Some(now));
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Tap<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = ready!(Pin::new(&mut self.inner).poll_read(context, buffer));
        match &read {
            Ok(()) if buffer.filled().len() > before => {
                let bytes = Bytes::copy_from_slice(&buffer.filled()[before..]);
                self.record(self.reads, Event::Bytes(bytes));
            }
            // No bytes, though there was room for some: the stream's end.
            Ok(()) if buffer.remaining() > 0 => {
                self.record(self.reads, Event::Fin);
            }
            Ok(()) => {}
            Err(_) => self.record(self.reads, Event::Rst),
        }
        Poll::Ready(read)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Tap<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let inner = Pin::new(&mut self.inner);
        let size = ready!(inner.poll_write(context, bytes))?;
        let written = Bytes::copy_from_slice(&bytes[..size]);
        self.record(self.writes, Event::Bytes(written));
        Poll::Ready(Ok(size))
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.inner).poll_shutdown(context))?;
        self.record(self.writes, Event::Fin);
        Poll::Ready(Ok(()))
    }
}
// ANCHOR_END: all

// ANCHOR: all
//! A connection in memory that can also be torn down.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf, duplex};

use crate::link::Stream;

/// Bytes that one direction holds before its writer has to wait.
const BUFFER_SIZE: usize = 16 * 1024;

/// One end of a connection in memory. It behaves like a TCP socket: it can
/// be half closed, it makes a fast writer wait, and it can be reset.
pub struct MemoryStream {
    inner: DuplexStream,
    torn: Arc<AtomicBool>,
}

/// Both ends of a new connection.
pub fn pair() -> (MemoryStream, MemoryStream) {
    let (one, other) = duplex(BUFFER_SIZE);
    let torn = Arc::new(AtomicBool::new(false));
    let end = |inner| MemoryStream { inner, torn: torn.clone() };
    (end(one), end(other))
}

impl Stream for MemoryStream {
    fn reset(&self) {
        self.torn.store(true, Ordering::Relaxed);
    }
}

impl MemoryStream {
    fn check(&self) -> io::Result<()> {
        match self.torn.load(Ordering::Relaxed) {
            true => Err(io::ErrorKind::ConnectionReset.into()),
            false => Ok(()),
        }
    }
}

impl AsyncRead for MemoryStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.inner).poll_read(context, buffer))?;
        // What had arrived before the reset can still be read.
        if buffer.filled().len() == before {
            self.check()?;
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for MemoryStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.inner).poll_write(context, bytes)
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
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}
// ANCHOR_END: all

// ANCHOR: all
//! Lines on a stream: the decoder, a buffer, and something to read from.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Poll, ready};
use std::time::Duration;

use bytes::BytesMut;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::time::timeout;

use crate::{Error, LineDecoder, encode_line};

/// The most bytes that one read takes.
const READ_SIZE: usize = 4096;
/// How many bytes of what a peer still sends are read after the last words.
const DRAIN_SIZE: usize = 1024 * 1024;
/// For how long they are read.
const DRAIN_TIME: Duration = Duration::from_secs(1);

// ANCHOR: lines
/// Reads and writes lines on any stream, or on one half of it.
///
/// While it waits, it keeps the unfinished line, and nothing else: a thousand
/// connections that say nothing need no buffer. It never keeps more than
/// `max_size + 1 + READ_SIZE` bytes, whatever the peer does.
#[derive(Debug)]
pub struct Lines<S> {
    stream: S,
    /// What has been read and is not yet part of a line that was given.
    buffer: BytesMut,
    decoder: LineDecoder,
}

impl<S> Lines<S> {
    /// Lines of at most `max_size` bytes, the line end not counted.
    pub fn new(stream: S, max_size: usize) -> Lines<S> {
        let (buffer, decoder) = (BytesMut::new(), LineDecoder::new(max_size));
        Lines { stream, buffer, decoder }
    }
}
// ANCHOR_END: lines

impl<S: AsyncRead + Unpin> Lines<S> {
    // ANCHOR: next
    /// Waits for the next line. `Ok(None)`: the peer has finished.
    ///
    /// Cancel safe: what has been read is in the buffer before anything is
    /// awaited again. Dropping the future in a `select!` loses no byte, and
    /// the next call goes on where it stopped.
    ///
    /// # Errors
    /// - what [`LineDecoder::decode`] gives;
    /// - [`Error::Incomplete`] when the peer finished in the middle of a
    ///   line: half a message is no message;
    /// - [`Error::Io`] when the connection broke.
    pub async fn next(&mut self) -> Result<Option<String>, Error> {
        loop {
            // One read may have brought several lines: they come first.
            if let Some(line) = self.decoder.decode(&mut self.buffer)? {
                return Ok(Some(line));
            }
            if self.read().await? == 0 {
                return match self.buffer.len() {
                    0 => Ok(None),
                    size => Err(Error::Incomplete { size }),
                };
            }
        }
    }
    // ANCHOR_END: next

    // ANCHOR: read
    /// Reads once, into the buffer. 0 bytes: the peer has finished.
    async fn read(&mut self) -> io::Result<usize> {
        if self.buffer.is_empty() {
            // Nobody knows for how long we shall wait now: give it back.
            self.buffer = BytesMut::new();
        }
        poll_fn(|context| {
            // This array lives on the thread's stack while we are polled, and
            // not while we wait. An array in an `async fn` that is still in
            // use after an `.await` would be kept by every waiting task.
            let mut space = [0; READ_SIZE];
            let mut read = ReadBuf::new(&mut space);
            let stream = Pin::new(&mut self.stream);
            ready!(stream.poll_read(context, &mut read))?;
            self.buffer.extend_from_slice(read.filled());
            Poll::Ready(Ok(read.filled().len()))
        })
        .await
    }
    // ANCHOR_END: read

    // ANCHOR: drain
    /// Reads what the peer still sends and forgets it, until the peer has
    /// finished too, or for a second, or for a mebibyte.
    ///
    /// Call it between the last words and the drop: a socket that is closed
    /// while unread bytes wait in it sends a RST. The peer's next write then
    /// fails, and on some systems the last words are thrown away unread.
    pub async fn drain(&mut self) {
        let all = async {
            let mut size = 0;
            while size < DRAIN_SIZE {
                self.buffer.clear();
                match self.read().await {
                    Ok(0) | Err(_) => return,
                    Ok(more) => size += more,
                }
            }
        };
        // Whoever is still sending then will have to live with the RST.
        let _ = timeout(DRAIN_TIME, all).await;
    }
    // ANCHOR_END: drain
}

impl<S: AsyncWrite + Unpin> Lines<S> {
    /// Writes one line. Not cancel safe: dropped, it may have written half.
    ///
    /// # Errors
    /// [`Error::LineEndInside`], or [`Error::Io`] when the connection broke.
    pub async fn send(&mut self, line: &str) -> Result<(), Error> {
        let mut bytes = BytesMut::new();
        encode_line(line, &mut bytes)?;
        // Text and line end leave in one write: two could become two packets.
        self.stream.write_all(&bytes).await?;
        self.stream.flush().await?;
        Ok(())
    }

    /// Tells the peer that we shall write no more.
    ///
    /// # Errors
    /// When the connection is already broken.
    pub async fn finish(&mut self) -> io::Result<()> {
        self.stream.shutdown().await
    }
}
// ANCHOR_END: all

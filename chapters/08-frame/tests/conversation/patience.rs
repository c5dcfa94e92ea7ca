//! Clients that say nothing, talk on and on, or never read; and a `next`
//! that is dropped again and again.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use frame::{Config, Error, Limits, Message, Role, echo};
use kit::{spawn, within};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::time::{Instant, interval};
use upgrade::{ask, fresh_key};
use wiretap::{MemoryStream, pair};

use crate::{close, masked, open, socket};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn a_client_that_says_nothing_is_closed_with_1008() {
    let mut talk = open(Config::default()).await;
    let start = Instant::now();
    let heard = talk.rest().await;
    assert_eq!(heard, close(1008, "silent for 300s"));
    assert_eq!(start.elapsed(), 300 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_shutdown_takes_no_longer_than_its_patience() {
    // This one talks on, and never closes.
    let mut talk = open(Config::default()).await;
    let start = Instant::now();
    talk.end();
    let mut stream = talk.stream;
    spawn(async move {
        let mut second = interval(SECOND);
        while stream.write_all(&masked(0x89, b"la la la")).await.is_ok() {
            second.tick().await;
        }
    });
    let ended = within("the server's end", &mut talk.server).await.unwrap();
    assert_eq!(start.elapsed(), 10 * SECOND);
    assert!(ended.is_ok(), "{ended:?}");
    // This one has died without a word.
    let mut talk = open(Config::default()).await;
    let start = Instant::now();
    talk.end();
    let ended = within("the server's end", &mut talk.server).await.unwrap();
    assert_eq!(start.elapsed(), 10 * SECOND);
    let is_told = matches!(ended, Ok(()) | Err(Error::Silent { .. }));
    assert!(is_told, "{ended:?}");
}

#[tokio::test(start_paused = true)]
async fn a_shutdown_does_not_wait_for_a_handshake() {
    let (_client, stream) = pair();
    let start = Instant::now();
    let config = Config::default();
    let done = echo(&config, stream, tokio::time::sleep(SECOND)); // allowed: paused
    assert!(within("the end", done).await.is_ok());
    assert_eq!(start.elapsed(), SECOND);
}

#[tokio::test(start_paused = true)]
async fn who_never_reads_is_hung_up_on_and_fills_no_memory() {
    let limits = Limits { frame: 40_000, message: 40_000, fragments: 10 };
    let one = |first, size| masked(first, &vec![b'x'; size]);
    let fragments = [one(0x02, 20_000), one(0x80, 20_000)].concat();
    for (what, bytes) in [
        ("pings", one(0x89, 125)),
        ("empty pings", one(0x89, 0)),
        ("small texts", one(0x81, 5)),
        ("big messages", one(0x82, 40_000)),
        ("messages in fragments", fragments),
    ] {
        let (client, stream) = pair();
        let most = Arc::new(AtomicUsize::new(0));
        let stream = Counting { stream, held: 0, most: most.clone() };
        let config = Config { limits, ..Config::default() };
        let server = spawn(async move {
            echo(&config, stream, std::future::pending()).await
        });
        let key = fresh_key();
        let asked = ask(client, "localhost", "/", &key);
        let mut client = within("the handshake", asked).await.unwrap().stream;
        let start = Instant::now();
        let flood = async {
            let mut taken = 0;
            while client.write_all(&bytes).await.is_ok() {
                taken += bytes.len();
                assert!(taken < 10_000_000, "{what}: it takes whatever comes");
            }
        };
        within("the server to hang up", flood).await;
        let ended = within("its verdict", server).await.unwrap();
        let is_io = matches!(&ended, Err(Error::Io(_)));
        assert!(is_io, "{what}: {ended:?}");
        // Ten seconds until a write has failed, and ten for last words.
        assert!(start.elapsed() <= 20 * SECOND, "{:?}", start.elapsed());
        // A whole message, and one read more.
        let (held, bound) = (most.load(Ordering::Relaxed), 40_000 + 64 * 1024);
        assert!(held <= bound, "{what}: {held} bytes held of {bound}");
        assert!(held >= 16, "{what}: nothing was counted");
    }
}

/// Counts what was read and is not written yet. A server that answers with
/// no more than it has heard cannot hold more than that.
struct Counting {
    stream: MemoryStream,
    held: usize,
    most: Arc<AtomicUsize>,
}

impl AsyncRead for Counting {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        self.held += buffer.filled().len() - before;
        self.most.fetch_max(self.held, Ordering::Relaxed);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Counting {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        let stream = Pin::new(&mut self.stream);
        let size = ready!(stream.poll_write(context, bytes))?;
        // The handshake's answer is longer than its question.
        self.held = self.held.saturating_sub(size);
        Poll::Ready(Ok(size))
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[tokio::test(start_paused = true)]
async fn next_loses_nothing_when_a_ticker_drops_it_over_and_over() {
    let (mut peer, stream) = pair();
    let mut socket = socket(stream, Role::Server);
    let long = "x".repeat(9000);
    let said = ["one", "", "Grüße", &long, "five"];
    let mut bytes = Vec::new();
    for text in said {
        let (start, end) = text.as_bytes().split_at(text.len() / 2);
        bytes.extend(masked(0x01, start));
        bytes.extend(masked(0x89, b"?"));
        bytes.extend(masked(0x80, end));
    }
    spawn(async move {
        let mut drip = interval(Duration::from_millis(2));
        for byte in bytes {
            drip.tick().await;
            peer.write_all(&[byte]).await.unwrap();
        }
        // Whoever sends pings has to take the pongs.
        std::future::pending::<()>().await;
        drop(peer);
    });
    let (mut heard, mut dropped) = (Vec::new(), 0);
    let mut ticker = interval(Duration::from_millis(1));
    let listen = async {
        while heard.len() < said.len() {
            tokio::select! {
                message = socket.next(60 * SECOND) => {
                    let Some(Message::Text(text)) = message.unwrap() else {
                        panic!("only texts were sent");
                    };
                    heard.push(text);
                }
                _ = ticker.tick() => dropped += 1,
            }
        }
    };
    within("all messages", listen).await;
    assert_eq!(heard, said);
    assert!(dropped > 10_000, "it was dropped {dropped} times only");
}

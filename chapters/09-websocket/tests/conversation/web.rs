//! A chat, and guests whose frames are made by chapter 08: by hand, so that
//! the library does not test itself.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use kit::spawn;
use peer::Peer;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::task::JoinHandle;
use tokio::time::sleep; // allowed: the clock is paused
use websocket::{Chat, Config, converse};
use wiretap::{MemoryStream, Recording, Wire, pair};

pub const MS: Duration = Duration::from_millis(1);

/// A chat, and whoever connects to it.
pub struct House {
    pub chat: Chat,
}

impl House {
    pub fn new(config: Config) -> House {
        House { chat: Chat::new(config, |_| {}) }
    }

    /// The server's side of a connection.
    pub fn accept(&self, far: MemoryStream) -> JoinHandle<()> {
        spawn(converse(far, self.chat.clone()))
    }

    /// A connection on which nothing has been asked yet.
    pub fn connect(&self) -> Peer {
        self.tie(pair())
    }

    pub fn tie(&self, (near, far): (MemoryStream, MemoryStream)) -> Peer {
        browser(near, self.accept(far))
    }

    /// A connection, and how often the server has written to it.
    pub fn connect_counted(&self) -> (Peer, Arc<AtomicUsize>) {
        let ((near, far), writes) = (pair(), Arc::default());
        let far = Counted(far, Arc::clone(&writes));
        let task = spawn(converse(far, self.chat.clone()));
        (browser(near, task), writes)
    }

    /// A WebSocket at `target`.
    pub async fn open(&self, target: &str) -> Peer {
        let mut peer = self.connect();
        peer.upgrade("localhost", target).await;
        peer
    }

    /// Somebody who has joined, and read all that was said about it.
    pub async fn join(&self, name: &str) -> Peer {
        self.join_over(Wire::default(), name).await
    }

    pub async fn join_over(&self, wire: Wire, name: &str) -> Peer {
        let ends = wire.connect(Recording::default().recorder());
        let mut peer = self.tie(ends);
        join(&mut peer, name).await;
        peer
    }
}

/// It answers pings without being told to.
fn browser(stream: MemoryStream, task: JoinHandle<()>) -> Peer {
    let mut peer = Peer::new(stream, task);
    peer.answers_pings = true;
    peer
}

/// Gives a name, and reads all that is said about it.
pub async fn join(peer: &mut Peer, name: &str) {
    peer.upgrade("localhost", "/").await;
    peer.expect("* your name?").await;
    peer.say(name).await;
    let welcome = peer.hear().await;
    assert!(welcome.starts_with("* welcome"), "{welcome}");
}

/// Counts how many writes go through it, for a wire would join them.
pub struct Counted<S>(pub S, pub Arc<AtomicUsize>);

impl<S: AsyncRead + Unpin> AsyncRead for Counted<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Counted<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

/// Lets everybody do what can be done now.
pub async fn settle() {
    sleep(MS).await;
}

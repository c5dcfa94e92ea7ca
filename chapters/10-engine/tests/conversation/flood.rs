//! Those who never stop talking: what others notice of it.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};

use engine::{Config, Engine, Handler, Message, Peer, converse};
use frame::Opcode;
use kit::{spawn, within};
use peer::{KEY, masked};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::task::{JoinHandle, coop, yield_now};
use tokio::time::advance;

use crate::web::{House, settle};

/// A peer whose next frame is always there already.
struct Flood {
    ahead: Vec<u8>,
    frame: Vec<u8>,
    heard: Heard,
}

type Heard = Arc<Mutex<Vec<u8>>>;

impl AsyncRead for Flood {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        // As a socket of tokio does: it makes a task pause now and then.
        let going = ready!(coop::poll_proceed(context));
        going.made_progress();
        while self.ahead.len() < buffer.remaining() {
            let frame = self.frame.clone();
            self.ahead.extend(frame);
        }
        let rest = self.ahead.split_off(buffer.remaining());
        buffer.put_slice(&std::mem::replace(&mut self.ahead, rest));
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Flood {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.heard.lock().unwrap().extend(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// A conversation with somebody who says this frame again and again, and
/// what he has heard.
fn flood(house: &House, frame: &[u8]) -> (JoinHandle<()>, Heard) {
    let target = "/socket.io/?EIO=4&transport=websocket";
    let ahead = upgrade::request("localhost:8888", target, KEY).into_bytes();
    let heard = Heard::default();
    let flood = Flood { ahead, frame: frame.to_vec(), heard: heard.clone() };
    (spawn(converse(flood, house.engine.clone())), heard)
}

#[tokio::test(start_paused = true)]
async fn who_never_stops_talking_is_asked_whether_he_is_there_all_the_same() {
    let house = House::silent();
    let (task, heard) = flood(&house, &masked(Opcode::Text, b"6"));
    let ping = b"\x81\x012";
    let asked = || heard.lock().unwrap().windows(3).any(|three| three == ping);
    for _ in 0..20 {
        yield_now().await;
    }
    house.expect_size(1);
    assert!(!asked());
    advance(house.engine.config().ping_interval).await;
    for _ in 0..20 {
        yield_now().await;
    }
    assert!(asked());
    task.abort();
}

#[tokio::test(start_paused = true)]
async fn who_says_much_at_once_and_listens_is_answered_all_of_it() {
    let config = Config { max_queued: 50_000, ..Config::default() };
    let house = House::new(config);
    let (task, heard) = flood(&house, &masked(Opcode::Text, b"4x"));
    for _ in 0..5 {
        yield_now().await;
    }
    // More than may wait for him at one time.
    assert!(heard.lock().unwrap().len() > 50_000);
    house.expect_size(1);
    task.abort();
}

/// What one says is heard by everybody.
struct Relay(Arc<Mutex<Vec<Peer>>>);

impl Handler for Relay {
    fn message(&mut self, message: Message) {
        for peer in self.0.lock().unwrap().iter() {
            peer.send(message.clone());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_of_a_hundred_thousand_messages_for_all_cuts_nobody_else_off() {
    let mut house = House::silent();
    let peers = Arc::<Mutex<Vec<Peer>>>::default();
    house.engine = Engine::new(Config::default(), move |peer| {
        peers.lock().unwrap().push(peer.clone());
        Box::new(Relay(peers.clone()))
    });
    let mut ann = house.websocket(4).await;
    let polling = house.polling(4).await;
    let poll = polling.poll().await; // so that nothing waits for him
    let mut body = b"4x\x1e".repeat(99_999);
    body.extend(b"4x");
    let post = polling.post_bytes("text/plain", &body);
    // As many as may wait for the one who talks and does not listen.
    for _ in 0..1024 * 1024 / 34 {
        ann.expect("4x").await;
    }
    within("the answer to a POST", post).await.unwrap();
    poll.abort();
    settle().await;
    ann.read.clear();
    house.expect_size(1);
}

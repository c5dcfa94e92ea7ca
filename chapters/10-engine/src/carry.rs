// ANCHOR: all
//! A session that is carried by a WebSocket.

use std::convert::Infallible;
use std::pin::pin;
use std::time::Duration;

use bytes::{Buf, Bytes};
use futures_util::{FutureExt, SinkExt, StreamExt};
use room::Batch;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::sleep_until;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::{self, Message};

use crate::opened::Opened;
use crate::reason::End;
use crate::{Config, Event, Peer, Reason};

// ANCHOR: carry
/// Carries the session to its end.
pub async fn carry<S: AsyncRead + AsyncWrite + Unpin>(
    socket: &mut WebSocketStream<S>,
    opened: &mut Opened,
    config: &Config,
) -> End {
    let goodbye = config.goodbye;
    let peer = opened.peer.clone();
    let Err(end) = Carried { socket, opened, peer, goodbye }.talk().await;
    end
}

/// What a WebSocket brings: a frame, an error, or its end.
type Frame = Option<Result<Message, tungstenite::Error>>;

/// When so many bytes wait for the peer, we hear no more before they left.
const ENOUGH: usize = 16 * 1024;

struct Carried<'a, S> {
    socket: &'a mut WebSocketStream<S>,
    opened: &'a mut Opened,
    peer: Peer,
    goodbye: Duration,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Carried<'_, S> {
    /// One task does it all: it hears every frame that has arrived, then all
    /// that was said meanwhile leaves in one write, and then it waits.
    async fn talk(&mut self) -> Result<Infallible, End> {
        let peer = self.peer.clone();
        let mut timer = pin!(sleep_until(self.opened.deadline()));
        loop {
            self.flush().await?;
            let deadline = self.opened.deadline();
            if timer.deadline() != deadline {
                timer.as_mut().reset(deadline);
            }
            let heard = tokio::select! {
                biased; // time first: whoever never stops talking cannot stop it
                () = &mut timer => self.tick(),
                frame = self.socket.next() => self.hear_all(frame),
                batch = peer.take() => self.tell(batch).await,
            };
            // What was said before the end is not lost.
            self.tell_all().await?;
            heard?;
        }
    }
    // ANCHOR_END: carry

    // ANCHOR: hear
    /// This frame, and all that have arrived with it.
    fn hear_all(&mut self, frame: Frame) -> Result<(), End> {
        self.hear(frame)?;
        while self.peer.has_room(ENOUGH) {
            match self.socket.next().now_or_never() {
                Some(frame) => self.hear(frame)?,
                None => break,
            }
        }
        Ok(())
    }

    fn hear(&mut self, frame: Frame) -> Result<(), End> {
        let packet = match frame.ok_or(Reason::TransportError)?? {
            Message::Close(_) => return Err(Reason::TransportClose.into()),
            // The WebSocket's own, which the library answers itself.
            Message::Ping(_) | Message::Pong(_) => return Ok(()),
            frame => self.opened.session.revision().hear(frame)?,
        };
        match self.opened.hear(packet)? {
            // Behind what was said before it.
            Event::Answer(packet) => self.peer.push(packet.encode()),
            Event::Close => return Err(Reason::TransportClose.into()),
            Event::Message(_) | Event::Nothing => {}
        }
        Ok(())
    }

    fn tick(&mut self) -> Result<(), End> {
        if let Some(ping) = self.opened.tick()? {
            self.peer.push(ping.encode());
        }
        Ok(())
    }
    // ANCHOR_END: hear

    // ANCHOR: tell
    /// What waits by now. Nobody is waited for.
    async fn tell_all(&mut self) -> Result<(), End> {
        let peer = self.peer.clone();
        while let Some(batch) = peer.take().now_or_never() {
            self.tell(batch).await?;
        }
        Ok(())
    }

    async fn tell(&mut self, batch: Option<Batch>) -> Result<(), End> {
        let Some(mut batch) = batch else {
            let reason = self.peer.closed().unwrap_or(Reason::ForcedClose);
            return Err(reason.into());
        };
        while batch.has_remaining() {
            let packet = batch.copy_to_bytes(batch.chunk().len());
            self.feed(packet).await?;
        }
        // It waits for the peer as long as it has not left, and whoever
        // takes more says that it has.
        self.flush().await
    }

    async fn feed(&mut self, packet: Bytes) -> Result<(), End> {
        let message = self.opened.session.revision().say(packet);
        for frame in frames(message) {
            in_time(self.socket.feed(frame), &self.peer, self.goodbye).await?;
        }
        Ok(())
    }

    async fn flush(&mut self) -> Result<(), End> {
        in_time(self.socket.flush(), &self.peer, self.goodbye).await
    }
    // ANCHOR_END: tell
}

// ANCHOR: frames
/// A long message in pieces (chapter 08). The library makes a copy of what
/// it writes, and keeps the room for that as long as the connection lasts:
/// of one long message to a thousand peers, it would keep a thousand.
fn frames(message: Message) -> impl Iterator<Item = Message> {
    const PIECE: usize = 64 * 1024;
    let first = if message.is_text() { Data::Text } else { Data::Binary };
    let mut left = Some((message.into_data(), first));
    std::iter::from_fn(move || {
        let (mut piece, kind) = left.take()?;
        let rest = piece.split_off(piece.len().min(PIECE));
        let is_last = rest.is_empty();
        left = (!is_last).then_some((rest, Data::Continue));
        let kind = OpCode::Data(kind);
        Some(Message::Frame(frame::Frame::message(piece, kind, is_last)))
    })
}
// ANCHOR_END: frames

// ANCHOR: in_time
/// A write, which may have to wait for the peer: not longer than the session
/// lasts.
async fn in_time(
    write: impl Future<Output = Result<(), tungstenite::Error>>,
    peer: &Peer,
    goodbye: Duration,
) -> Result<(), End> {
    tokio::select! {
        biased; // mostly it need not wait
        done = write => Ok(done?),
        reason = peer.cut(goodbye) => Err(reason.into()),
    }
}
// ANCHOR_END: in_time
// ANCHOR_END: all

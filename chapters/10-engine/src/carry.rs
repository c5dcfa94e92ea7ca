// ANCHOR: all
//! A session that is carried by a WebSocket.

use std::convert::Infallible;
use std::pin::pin;

use bytes::Buf;
use futures_util::{FutureExt, SinkExt, StreamExt};
use room::Batch;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::sleep_until;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::{self, Message};

use crate::opened::Opened;
use crate::reason::End;
use crate::{Config, Event, Packet, Reason};

// ANCHOR: carry
/// Carries the session to its end.
pub async fn carry<S: AsyncRead + AsyncWrite + Unpin>(
    socket: &mut WebSocketStream<S>,
    opened: &mut Opened,
    config: &Config,
) -> End {
    let peer = opened.peer.clone();
    let mut carried = Carried { socket, opened };
    tokio::select! {
        Err(end) = carried.talk() => end,
        reason = peer.cut(config.goodbye) => reason.into(),
    }
}

struct Carried<'a, S> {
    socket: &'a mut WebSocketStream<S>,
    opened: &'a mut Opened,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Carried<'_, S> {
    /// One task does it all: it hears every frame that has arrived, then all
    /// that was said meanwhile leaves in one write, and then it waits.
    async fn talk(&mut self) -> Result<Infallible, End> {
        let peer = self.opened.peer.clone();
        let mut timer = pin!(sleep_until(self.opened.deadline()));
        loop {
            while let Some(batch) = peer.take().now_or_never() {
                self.tell(batch).await?;
            }
            if let Some(frame) = self.socket.next().now_or_never() {
                self.hear(frame).await?;
                continue;
            }
            self.socket.flush().await?;
            let deadline = self.opened.deadline();
            if timer.deadline() != deadline {
                timer.as_mut().reset(deadline);
            }
            tokio::select! {
                frame = self.socket.next() => self.hear(frame).await?,
                batch = peer.take() => self.tell(batch).await?,
                () = &mut timer => if let Some(packet) = self.opened.tick()? {
                    self.say(packet).await?;
                },
            }
        }
    }
    // ANCHOR_END: carry

    // ANCHOR: hear
    async fn hear(
        &mut self,
        frame: Option<Result<Message, tungstenite::Error>>,
    ) -> Result<(), End> {
        let packet = match frame.ok_or(Reason::TransportError)?? {
            Message::Close(_) => return Err(Reason::TransportClose.into()),
            // The WebSocket's own, which the library answers itself.
            Message::Ping(_) | Message::Pong(_) => return Ok(()),
            frame => self.opened.session.revision().hear(frame)?,
        };
        match self.opened.hear(packet)? {
            Event::Answer(packet) => self.say(packet).await,
            Event::Close => Err(Reason::TransportClose.into()),
            Event::Message(_) | Event::Nothing => Ok(()),
        }
    }

    async fn say(&mut self, packet: Packet) -> Result<(), End> {
        let revision = self.opened.session.revision();
        let frame = revision.say(packet.encode());
        Ok(self.socket.feed(frame).await?)
    }

    async fn tell(&mut self, batch: Option<Batch>) -> Result<(), End> {
        let Some(mut batch) = batch else {
            let reason = self.opened.peer.closed();
            return Err(reason.unwrap_or(Reason::ForcedClose).into());
        };
        let revision = self.opened.session.revision();
        while batch.has_remaining() {
            let packet = batch.copy_to_bytes(batch.chunk().len());
            self.socket.feed(revision.say(packet)).await?;
        }
        Ok(())
    }
    // ANCHOR_END: hear
}
// ANCHOR_END: all

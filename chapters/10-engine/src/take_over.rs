// ANCHOR: all
//! A WebSocket that takes a session over.

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::oneshot;
use tokio_tungstenite::WebSocketStream;

use crate::engine::Door;
use crate::opened::Opened;
use crate::probe::{Probe, Step};
use crate::reason::End;
use crate::visit::{Move, Visit};
use crate::{Reason, Revision};

// ANCHOR: take_over
/// Does what an upgrade asks for, and comes back with the session. If it
/// does not, the session goes on as before, and only the WebSocket ends.
///
/// # Errors
/// What the WebSocket is told.
pub async fn take_over<S: AsyncRead + AsyncWrite + Unpin>(
    socket: &mut WebSocketStream<S>,
    revision: Revision,
    door: Door,
) -> Result<Opened, End> {
    let (go, now) = oneshot::channel();
    let (to, mut moved) = oneshot::channel();
    let asked = door.send(Visit::Move(Move { now, to })).await;
    asked.map_err(|_| Reason::ForcedClose)?;
    let mut probe = Probe::default();
    loop {
        let frame = tokio::select! {
            frame = socket.next() => frame.ok_or(Reason::TransportError)??,
            // `Err`: another WebSocket was faster, or the session is over.
            opened = &mut moved => {
                return opened.map_err(|_| Reason::ForcedClose.into());
            }
        };
        if frame.is_ping() || frame.is_pong() {
            continue;
        }
        if frame.is_close() {
            return Err(Reason::TransportClose.into());
        }
        match probe.receive(&revision.hear(frame)?)? {
            Step::Answer(packet) => {
                socket.send(revision.say(packet.encode())).await?;
            }
            Step::Move => break,
        }
    }
    // What the client sends from now on is for the session.
    let _ = go.send(());
    moved.await.map_err(|_| Reason::ForcedClose.into())
}
// ANCHOR_END: take_over
// ANCHOR_END: all

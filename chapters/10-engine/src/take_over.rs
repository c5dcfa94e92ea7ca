// ANCHOR: all
//! A WebSocket that takes a session over.

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::oneshot;
use tokio_tungstenite::WebSocketStream;

use crate::engine::Door;
use crate::opened::Opened;
use crate::polling::Visit;
use crate::probe::{Probe, Step};
use crate::reason::End;
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
    let (mut go, mut ask) = (Some(go), Some(Visit::Move { now, to }));
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
                // In this order: from now on no poll waits.
                if let Some(visit) = ask.take() {
                    let sent = door.send(visit).await;
                    sent.map_err(|_| Reason::ForcedClose)?;
                }
                socket.send(revision.say(packet.encode())).await?;
            }
            Step::Move => drop(go.take().map(|go| go.send(()))),
        }
    }
}
// ANCHOR_END: take_over
// ANCHOR_END: all

// ANCHOR: all
//! One connection: HTTP first, and then, if that is asked for, a WebSocket.

use futures_util::SinkExt;
use push::{Patient, linger};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role;
use websocket::{Ending, answer};

use crate::carry::carry;
use crate::opened::Opened;
use crate::reason::End;
use crate::routes::{Consent, routes};
use crate::take_over::take_over;
use crate::{Config, Engine, Open, Reason};

// ANCHOR: converse
/// Answers what is asked on one connection, and carries a session, until one
/// side has had enough.
pub async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    engine: Engine,
) {
    let config = engine.config();
    let stream = Patient::new(stream, config.patience);
    let limits = (config.patience, config.goodbye);
    let routes = routes(engine.clone());
    let answered =
        answer::<_, Consent>(stream, routes, limits, engine.closed());
    // In a box of its own, since HTTP needs more room than what follows.
    let answered = Box::pin(answered).await;
    let Some((stream, rest, consent)) = answered else { return };
    let socket = WebSocketStream::from_partially_read(
        stream,
        rest,
        Role::Server,
        Some(config.library()),
    );
    let mut socket = socket.await;
    let words = match begin(&mut socket, consent, &engine).await {
        Ok(opened) => carry_to_the_end(&mut socket, opened, config).await,
        Err(end) => end.words,
    };
    say_goodbye(socket, words, config).await;
}

/// A session of its own, or one that moves here.
async fn begin<S: AsyncRead + AsyncWrite + Unpin>(
    socket: &mut WebSocketStream<S>,
    consent: Consent,
    engine: &Engine,
) -> Result<Opened, End> {
    let revision = consent.revision;
    if let Some(door) = consent.door {
        let moving = Box::pin(take_over(socket, revision, door));
        let moved = timeout(engine.config().patience, moving).await;
        return moved.unwrap_or(Err(Reason::PingTimeout.into()));
    }
    let opened = engine.open(revision, None)?;
    let open = Open::new(opened.peer.sid(), false, engine.config());
    socket.feed(revision.say(open.packet().encode())).await?;
    Ok(opened)
}
// ANCHOR_END: converse

/// Carries it, and takes note of why it is over.
pub async fn carry_to_the_end<S: AsyncRead + AsyncWrite + Unpin>(
    socket: &mut WebSocketStream<S>,
    mut opened: Opened,
    config: &Config,
) -> Ending {
    let end = carry(socket, &mut opened, config).await;
    opened.peer.close(end.reason);
    end.words
}

/// The close frame, and then silence.
pub async fn say_goodbye<S: AsyncRead + AsyncWrite + Unpin>(
    mut socket: WebSocketStream<S>,
    words: Ending,
    config: &Config,
) {
    let last_words = async {
        if let Ending::Enough(frame) = words {
            let _ = socket.feed(Message::Close(Some(frame))).await;
        }
        // The library's answer to the peer's close frame leaves here, too.
        socket.flush().await
    };
    let _ = timeout(config.goodbye, last_words).await;
    linger(socket.get_mut(), config.goodbye).await;
}
// ANCHOR_END: all

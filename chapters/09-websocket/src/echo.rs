// ANCHOR: all
//! A WebSocket that says again what it hears.

use std::pin::pin;

use futures_util::{FutureExt, SinkExt, StreamExt};
use push::linger;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::{Chat, Ending, Heartbeat};

// ANCHOR: echo
/// Says again what it hears, until one of us has had enough.
pub async fn echo<S: AsyncRead + AsyncWrite + Unpin>(
    mut socket: WebSocketStream<S>,
    chat: &Chat,
) {
    let (config, heartbeat) = (chat.config(), Heartbeat::default());
    let stops = heartbeat.stops(config.heartbeat, config.patience);
    let (mut stops, mut closed) = (pin!(stops), pin!(chat.closed()));
    let ending = loop {
        let done = tokio::select! {
            heard = next(&mut socket) => {
                heartbeat.heard();
                match heard {
                    Some(Ok(Message::Close(_))) => break Ending::Left,
                    // The library answers pings itself.
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(()),
                    Some(Ok(message)) => socket.feed(message).await,
                    Some(Err(error)) => Err(error),
                    None => break Ending::Lost,
                }
            }
            () = heartbeat.ask.notified() => {
                socket.send(Message::Ping(Default::default())).await
            }
            () = &mut stops => {
                let why = "no answer to a ping";
                break Ending::enough(CloseCode::Policy, why);
            }
            () = &mut closed => {
                break Ending::enough(CloseCode::Away, "the server ends");
            }
        };
        if let Err(error) = done {
            break error.into();
        }
    };
    let last_words = async {
        if let Ending::Enough(frame) = ending {
            let _ = socket.feed(Message::Close(Some(frame))).await;
        }
        // The library's answer to the peer's close frame leaves here, too.
        socket.flush().await
    };
    let _ = timeout(config.goodbye, last_words).await;
    linger(socket.get_mut(), config.goodbye).await;
}

/// The next message. Before we wait for it, all that we have said leaves, in
/// one write.
async fn next<S: AsyncRead + AsyncWrite + Unpin>(
    socket: &mut WebSocketStream<S>,
) -> Option<Result<Message, Error>> {
    if let Some(ready) = socket.next().now_or_never() {
        return ready;
    }
    match socket.flush().await {
        Ok(()) => socket.next().await,
        Err(error) => Some(Err(error)),
    }
}
// ANCHOR_END: echo
// ANCHOR_END: all

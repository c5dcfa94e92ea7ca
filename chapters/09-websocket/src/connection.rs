// ANCHOR: all
//! One connection: HTTP first, and then, if that is asked for, a WebSocket.

use push::Patient;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::Role;
use upgrade::Handshake;

use crate::routes::routes;
use crate::{Chat, answer, echo, talk};

// ANCHOR: converse
/// Answers what is asked on one connection, and talks, until one side has
/// had enough.
pub async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    chat: Chat,
) {
    let config = chat.config();
    let stream = Patient::new(stream, config.patience);
    let limits = (config.patience, config.goodbye);
    let routes = routes(chat.clone());
    let answered =
        answer::<_, Handshake>(stream, routes, limits, chat.closed());
    // HTTP needs much more room than what follows. In a box of its own, it
    // gives that back.
    let answered = Box::pin(answered).await;
    let Some((stream, rest, handshake)) = answered else { return };
    let library = Some(config.library());
    let socket = WebSocketStream::from_partially_read(
        stream,
        rest,
        Role::Server,
        library,
    );
    let socket = socket.await;
    match handshake.target.as_str() {
        "/echo" => echo(socket, &chat).await,
        _ => talk(socket, &chat).await,
    }
}
// ANCHOR_END: converse
// ANCHOR_END: all

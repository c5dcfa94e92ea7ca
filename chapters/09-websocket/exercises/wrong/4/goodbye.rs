//! Misconception: to send takes no time; only an answer has to be waited for.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

pub async fn goodbye(
    mut socket: WebSocketStream<impl AsyncRead + AsyncWrite + Unpin>,
    limit: Duration,
) {
    let (code, reason) = (CloseCode::Away, "the server ends".into());
    let close = Message::Close(Some(CloseFrame { code, reason }));
    let _ = socket.send(close).await;
    let rest = async { while let Some(Ok(_)) = socket.next().await {} };
    let _ = timeout(limit, rest).await;
}

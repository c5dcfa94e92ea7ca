// ANCHOR: all
//! A WebSocket with the room behind it.

use bytes::Buf;
use futures_util::{Sink, SinkExt, Stream, StreamExt};
use push::linger;
use room::{Guest, Outbox, Pace};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};

use crate::{Chat, Config, Ending, Heartbeat};

const QUESTION: &str = "* your name?";

// ANCHOR: talk
/// Makes a guest of the peer, until one of us has had enough. It reads,
/// writes and listens to the heart at the same time, in one task.
pub async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    socket: WebSocketStream<S>,
    chat: &Chat,
) {
    let config = chat.config();
    let guest = chat.room().enter();
    let (outbox, heartbeat) = (guest.outbox(), Heartbeat::default());
    let (mut sink, mut stream) = socket.split();
    let ending = tokio::select! {
        ending = hear(&mut stream, &guest, &heartbeat, config) => ending,
        done = tell(&mut sink, outbox, &heartbeat) => match done {
            Ok(()) => shut(chat),
            Err(error) => error.into(),
        },
        () = outbox.closed() => shut(chat),
        () = heartbeat.stops(config.heartbeat, config.patience) => {
            Ending::enough(CloseCode::Policy, "no answer to a ping")
        }
    };
    guest.leave(ending.reason()); // if it has not left already
    // What is still in the outbox, and the close frame behind it.
    let last_words = async {
        if let Ending::Enough(frame) = ending {
            tell(&mut sink, outbox, &heartbeat).await?;
            sink.feed(Message::Close(Some(frame))).await?;
        }
        // The library's answer to the peer's close frame leaves here, too.
        sink.flush().await
    };
    let _ = timeout(config.goodbye, last_words).await;
    if let Ok(mut socket) = sink.reunite(stream) {
        linger(socket.get_mut(), config.goodbye).await;
    }
}

/// Why the room has closed a guest's outbox.
fn shut(chat: &Chat) -> Ending {
    match chat.is_closed() {
        true => Ending::enough(CloseCode::Away, "the room closes"),
        false => Ending::enough(CloseCode::Policy, "too slow"),
    }
}
// ANCHOR_END: talk

// ANCHOR: hear
/// Hands every message to the room, until the peer leaves or has to.
async fn hear(
    stream: &mut (impl Stream<Item = Result<Message, Error>> + Unpin),
    guest: &Guest,
    heartbeat: &Heartbeat,
    config: &Config,
) -> Ending {
    let mut pace = Pace::new(config.burst, config.pace);
    let mut named = false;
    guest.reply(QUESTION);
    loop {
        let message = stream.next().await;
        heartbeat.heard();
        let text = match message {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Binary(_))) => {
                return Ending::enough(CloseCode::Unsupported, "text only");
            }
            Some(Ok(Message::Close(_))) => return Ending::Left,
            // The library answers pings itself.
            Some(Ok(_)) => continue,
            Some(Err(error)) => return error.into(),
            None => return Ending::Lost,
        };
        let done = match named {
            true => guest.say(&text),
            false => guest.join(text.trim()).map(|()| named = true),
        };
        if let Err(refused) = done {
            guest.reply(&format!("* error: {refused}"));
        }
        pace.line().await;
    }
}
// ANCHOR_END: hear

// ANCHOR: tell
/// Writes what the outbox holds until that has been closed, and asks whether
/// somebody is there when it is time. All that waits leaves with one flush.
async fn tell(
    sink: &mut (impl Sink<Message, Error = Error> + Unpin),
    outbox: &Outbox,
    heartbeat: &Heartbeat,
) -> Result<(), Error> {
    loop {
        tokio::select! {
            batch = outbox.take() => match batch {
                Some(batch) => tell_all(sink, batch).await?,
                None => return Ok(()),
            },
            () = heartbeat.ask.notified() => {
                sink.send(Message::Ping(Default::default())).await?;
            }
        }
    }
}

async fn tell_all(
    sink: &mut (impl Sink<Message, Error = Error> + Unpin),
    mut batch: room::Batch,
) -> Result<(), Error> {
    while batch.has_remaining() {
        // The same bytes as all others are told, not a copy.
        let text = batch.copy_to_bytes(batch.chunk().len());
        // The room is told nothing but text.
        let text = Utf8Bytes::try_from(text).unwrap_or_default();
        sink.feed(Message::Text(text)).await?;
    }
    sink.flush().await
}
// ANCHOR_END: tell
// ANCHOR_END: all

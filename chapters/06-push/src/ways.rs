// ANCHOR: all
//! Three ways in which a client hears.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use tokio::time::timeout;
use warp::Reply;
use warp::http::{StatusCode, header};
use warp::reply::Response;

use crate::answer::{error, text, with_header, with_status};
use crate::routes::Peer;
use crate::{Board, HEARTBEAT, after};

// ANCHOR: poll
/// What has been said since, now.
pub fn poll(board: Board, query: String) -> Response {
    match after::after(&query, None) {
        Ok(after) => news(board.since(after).into_bytes()),
        Err(why) => error(StatusCode::BAD_REQUEST, &why),
    }
}

/// The same, as soon as there is anything, or nothing after a while.
pub async fn wait(board: Board, query: String) -> Response {
    let after = match after::after(&query, None) {
        Ok(after) => after,
        Err(why) => return error(StatusCode::BAD_REQUEST, &why),
    };
    let Some(_place) = board.place() else { return full() };
    let waited = timeout(board.config().wait, board.wait(after)).await;
    // Whatever is said from now on is asked for by the next poll.
    news(waited.unwrap_or_default().into_bytes())
}
// ANCHOR_END: poll

// ANCHOR: events
/// The same, and what comes after it, in one answer without an end.
pub fn events(
    board: Board,
    query: String,
    last_id: Option<String>,
    peer: Peer,
) -> Response {
    let after = match after::after(&query, last_id.as_deref()) {
        Ok(after) => after,
        Err(why) => return error(StatusCode::BAD_REQUEST, &why),
    };
    let Some(place) = board.place() else { return full() };
    let heartbeat = board.config().heartbeat;
    let listener = board.listen(after, peer.hangup);
    let coming =
        stream::unfold((listener, place), move |mut state| async move {
            let event = state.0.next(heartbeat).await?;
            Some((Ok::<_, Infallible>(event), state))
        });
    // Firefox does not say that a stream is open before its first byte.
    let coming = stream::iter([Ok(HEARTBEAT)]).chain(coming);
    let answer = warp::reply::stream(coming).into_response();
    let answer = with_header(answer, header::CACHE_CONTROL, "no-store");
    let answer = with_header(answer, header::CONTENT_TYPE, "text/event-stream");
    // nginx would keep events back until it has some KiB of them.
    let buffering = header::HeaderName::from_static("x-accel-buffering");
    with_header(answer, buffering, "no")
}
// ANCHOR_END: events

/// Messages, or nothing.
fn news(messages: Bytes) -> Response {
    match messages.is_empty() {
        true => with_status(text(Bytes::new()), StatusCode::NO_CONTENT),
        false => text(messages),
    }
}

fn full() -> Response {
    let status = StatusCode::SERVICE_UNAVAILABLE;
    let answer = error(status, "too many are waiting");
    with_header(answer, header::RETRY_AFTER, "1")
}

// ANCHOR_END: all

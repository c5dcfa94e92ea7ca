// ANCHOR: all
//! One way in which a client speaks.

use bytes::Buf;
use futures_util::{Stream, TryStreamExt};
use tokio::time::timeout;
use warp::http::StatusCode;
use warp::reply::Response;

use crate::answer::{self, error};
use crate::routes::Peer;
use crate::{Board, after};

/// Says what the body holds.
pub async fn say_it(
    board: Board,
    query: String,
    body: impl Stream<Item = Result<impl Buf, warp::Error>>,
    peer: Peer,
) -> Response {
    let config = board.config();
    // Whoever is too fast waits, and nobody else: the next request of this
    // connection is read only after the answer to this one.
    peer.pace.lock().await.line().await;
    let read = timeout(config.patience, read(body, config.max_body));
    let bad = |why: &str| error(StatusCode::BAD_REQUEST, why);
    let body = match read.await {
        Ok(Ok(Some(body))) => body,
        Ok(Ok(None)) => {
            let why = format!("at most {} bytes", config.max_body);
            return error(StatusCode::PAYLOAD_TOO_LARGE, &why);
        }
        Ok(Err(_)) => return bad("the body does not end as it should"),
        Err(_) => {
            let why = "the body did not come in time";
            return error(StatusCode::REQUEST_TIMEOUT, why);
        }
    };
    let Ok(text) = String::from_utf8(body) else {
        return bad("the body is not UTF-8");
    };
    if text.trim().is_empty() {
        return bad("nothing was said");
    }
    match after::name(&query) {
        Err(why) => bad(&why),
        Ok(name) => match board.say(name, text.trim_end()).await {
            Ok(number) => answer::text(format!("{number}\n").into()),
            Err(refused) => bad(&refused.to_string()),
        },
    }
}

/// The whole body, if it is not too long.
async fn read(
    body: impl Stream<Item = Result<impl Buf, warp::Error>>,
    max_size: usize,
) -> Result<Option<Vec<u8>>, warp::Error> {
    let mut all = Vec::new();
    let mut body = std::pin::pin!(body);
    while let Some(mut piece) = body.try_next().await? {
        if all.len() + piece.remaining() > max_size {
            return Ok(None);
        }
        while piece.has_remaining() {
            let size = piece.chunk().len();
            all.extend_from_slice(piece.chunk());
            piece.advance(size);
        }
    }
    Ok(Some(all))
}
// ANCHOR_END: all

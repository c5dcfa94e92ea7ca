// ANCHOR: all
//! What the server answers, as filters of warp.

use std::convert::Infallible;
use std::pin::pin;
use std::time::Duration;

use bytes::{Buf, BufMut, Bytes};
use futures_util::future::poll_fn;
use futures_util::stream::{Stream, unfold};
use tokio::task::yield_now;
use tokio::time::timeout;
use warp::http::{Method, StatusCode};
use warp::reject::Reject;
use warp::reply::{with_header, with_status};
use warp::{Filter, Rejection, Reply};

use crate::Config;

/// How much of a body over the limit is read before we hang up: a client
/// that is still sending reads no answer.
const DRAIN_SIZE: usize = 1024 * 1024;

// ANCHOR: routes
/// `GET /ping`, `GET /pieces` and `POST /echo`; a short text for all others.
pub fn routes(
    config: Config,
) -> impl Filter<Extract = (impl Reply,), Error = Infallible> + Clone {
    let (max_body, limit) = (config.max_body, config.body_timeout);
    // Whoever answers GET answers HEAD: the same head, and no body.
    let read = warp::get().or(warp::head()).unify();
    let ping = warp::path!("ping").and(read).map(|| "pong");
    let pieces = warp::path!("pieces")
        .and(read)
        .map(|| warp::reply::stream(unfold(0, piece)));
    let echo = warp::path!("echo")
        .and(warp::post())
        .and(warp::body::stream())
        .and_then(move |body| collect(body, max_body, limit));
    ping.or(pieces).or(echo).or(other_methods()).recover(refuse)
}
// ANCHOR_END: routes

// ANCHOR: pieces
/// `pong` in two pieces, each of which is ready a little after the last one
/// has left. How long the whole will be, nobody has said: so each piece
/// becomes a chunk.
async fn piece(number: usize) -> Option<(Result<Bytes, Infallible>, usize)> {
    yield_now().await;
    let piece = *["po", "ng"].get(number)?;
    Some((Ok(Bytes::from(piece)), number + 1))
}
// ANCHOR_END: pieces

// ANCHOR: collect
/// The whole body, whether it came by length or in chunks.
async fn collect(
    body: impl Stream<Item = Result<impl Buf, warp::Error>>,
    max_size: usize,
    limit: Duration,
) -> Result<Vec<u8>, Rejection> {
    let mut body = pin!(body);
    let (mut kept, mut size) = (Vec::new(), 0);
    let all = timeout(limit, async {
        while let Some(piece) = poll_fn(|cx| body.as_mut().poll_next(cx)).await
        {
            let piece = piece.map_err(|_| Refused::BROKEN)?;
            size += piece.remaining();
            if size <= max_size {
                kept.put(piece);
            } else if size > max_size + DRAIN_SIZE {
                break;
            }
        }
        Ok::<_, Refused>(())
    });
    match all.await {
        Ok(Err(broken)) => Err(broken.into()),
        // Even if the rest has not come in time.
        _ if size > max_size => Err(Refused::TOO_LONG.into()),
        Ok(Ok(())) => Ok(kept),
        Err(_) => Err(Refused::TOO_SLOW.into()),
    }
}
// ANCHOR_END: collect

/// Whoever has the right path and the wrong method is told the right ones.
fn other_methods()
-> impl Filter<Extract = (impl Reply,), Error = Rejection> + Copy {
    let read = warp::path!("ping").or(warp::path!("pieces")).unify();
    let read = read.map(|| "GET, HEAD");
    let write = warp::path!("echo").map(|| "POST");
    let known = read.or(write).unify().and(warp::method());
    known.and_then(|allowed: &'static str, method: Method| async move {
        if allowed.split(", ").any(|name| name == method) {
            // The method was right: something else was not.
            return Err(warp::reject());
        }
        let status = StatusCode::METHOD_NOT_ALLOWED;
        let answer = with_status("not with this method\n", status);
        Ok(with_header(answer, "allow", allowed))
    })
}

/// A status, and words for people who type.
#[derive(Debug)]
struct Refused(StatusCode, &'static str);

impl Reject for Refused {}

impl Refused {
    const BROKEN: Refused =
        Refused(StatusCode::BAD_REQUEST, "the body broke off\n");
    const TOO_SLOW: Refused =
        Refused(StatusCode::REQUEST_TIMEOUT, "the body did not come in time\n");
    const TOO_LONG: Refused =
        Refused(StatusCode::PAYLOAD_TOO_LARGE, "the body is too long\n");
}

async fn refuse(rejection: Rejection) -> Result<impl Reply, Infallible> {
    let (status, text) = if rejection.is_not_found() {
        (StatusCode::NOT_FOUND, "try GET /ping\n")
    } else if let Some(Refused(status, text)) = rejection.find() {
        (*status, *text)
    } else {
        // No filter above rejects for another reason.
        (StatusCode::INTERNAL_SERVER_ERROR, "this is our fault\n")
    };
    Ok(with_status(text, status))
}
// ANCHOR_END: all

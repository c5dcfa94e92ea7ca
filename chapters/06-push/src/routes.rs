// ANCHOR: all
//! What HTTP asks, and who answers it.

use std::convert::Infallible;
use std::sync::Arc;

use room::Pace;
use tokio::sync::{Mutex, Notify};
use warp::filters::path::FullPath;
use warp::http::{HeaderMap, Method, StatusCode, header};
use warp::reply::Response;
use warp::{Filter, Rejection, Reply};

use crate::answer::{self, error, with_header};
use crate::say::say_it;
use crate::{Board, is_allowed, is_here, ways};

/// What a connection is to those who answer on it.
#[derive(Clone)]
pub struct Peer {
    /// Is notified when it reads too slowly.
    pub hangup: Arc<Notify>,
    pub pace: Arc<Mutex<Pace>>,
}

/// All that can be asked on one connection.
pub fn routes(
    board: Board,
    peer: Peer,
) -> impl Filter<Extract = (impl Reply,), Error = Infallible> + Clone {
    let query = warp::query::raw().or(warp::any().map(String::new)).unify();
    let get = warp::get().and(with(board.clone())).and(query);
    let post = warp::post().and(with(board.clone())).and(query);
    // Not `optional::<String>`: what is no text would look like another path.
    let last_id = warp::header::headers_cloned().map(|headers: HeaderMap| {
        let id = headers.get("last-event-id")?.as_bytes();
        Some(String::from_utf8_lossy(id).into_owned())
    });

    let page = warp::path::end().and(warp::get()).map(answer::page);
    let panel = warp::path!("panel.js").and(warp::get()).map(answer::panel);
    let poll = warp::path!("poll").and(get.clone()).map(ways::poll);
    let wait = warp::path!("wait").and(get.clone()).then(ways::wait);
    let events = warp::path!("events").and(get).and(last_id);
    let events = events.and(with(peer.clone())).map(ways::events);
    let say = warp::path!("say").and(post).and(warp::body::stream());
    let say = say.and(with(peer)).then(say_it);
    let lost = warp::path::full().map(lost);

    let pages = page.or(panel).unify();
    let ways = poll.or(wait).unify().or(events).unify();
    let all = pages.or(ways).unify().or(say).unify().or(lost).unify();
    let all = origin(board).and(size()).and(all).map(allow);
    all.recover(refuse).unify()
}

// ANCHOR: origin
/// Where the page that asks was loaded from, if it is a page that asks.
fn origin(
    board: Board,
) -> impl Filter<Extract = (Option<String>,), Error = Rejection> + Clone {
    let host = warp::header::optional::<String>("host");
    let origin = warp::header::optional::<String>("origin");
    host.and(origin).and_then(move |host: Option<String>, origin| {
        let named = &board.config().origins;
        let origin: Option<String> = origin;
        let allowed = origin.as_deref().is_none_or(|o| is_allowed(o, named));
        let here = host.is_none_or(|host| is_here(&host));
        async move {
            let why = match (allowed, here) {
                (true, true) => return Ok(origin),
                (true, false) => "this server has no such name",
                _ => "pages of that origin may not read this; see --origin",
            };
            Err(warp::reject::custom(Foreign(why)))
        }
    })
}

#[derive(Debug)]
struct Foreign(&'static str);

impl warp::reject::Reject for Foreign {}

/// Tells the browser that the page may read the answer. Without this it
/// would have asked, and still show the page nothing.
fn allow(
    origin: Option<String>,
    size: Option<usize>,
    mut answer: Response,
) -> Response {
    let headers = answer.headers_mut();
    if let Some(origin) = origin.and_then(|origin| origin.parse().ok()) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        let shown = header::HeaderValue::from_static("request-size");
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, shown);
    }
    if let Some(size) = size {
        headers.insert(REQUEST_SIZE, size.into());
    }
    // Somebody else's answer may differ, so no cache may mix them up.
    headers.insert(header::VARY, header::HeaderValue::from_static("origin"));
    answer
}
// ANCHOR_END: origin

const REQUEST_SIZE: header::HeaderName =
    header::HeaderName::from_static("request-size");

/// The bytes of the request's head, as HTTP/1.1 writes it, if it comes from
/// a page: that cannot see what its own request has cost.
fn size() -> impl Filter<Extract = (Option<usize>,), Error = Infallible> + Clone
{
    let query = warp::query::raw().map(|query: String| query.len() + 1);
    let query = query.or(warp::any().map(|| 0)).unify();
    let headers = warp::header::headers_cloned().map(|headers: HeaderMap| {
        let from_page = ["origin", "sec-fetch-site"];
        let from_page = from_page.iter().any(|n| headers.contains_key(*n));
        let sizes = headers.iter().map(|(name, value)| {
            name.as_str().len() + ": ".len() + value.len() + "\r\n".len()
        });
        from_page.then(|| sizes.sum::<usize>())
    });
    let line = warp::method().and(warp::path::full());
    line.and(query).and(headers).map(
        |method: Method,
         path: FullPath,
         query: usize,
         headers: Option<usize>| {
            let path = path.as_str().len() + query;
            let line = method.as_str().len() + "  HTTP/1.1\r\n".len() + path;
            headers.map(|headers| line + headers + "\r\n".len())
        },
    )
}

async fn refuse(rejection: Rejection) -> Result<Response, Infallible> {
    Ok(match rejection.find() {
        Some(Foreign(why)) => error(StatusCode::FORBIDDEN, why),
        None => error(StatusCode::BAD_REQUEST, "a header makes no sense"),
    })
}

/// No such path, or another method.
fn lost(path: FullPath) -> Response {
    let method = match path.as_str() {
        "/" | "/panel.js" | "/poll" | "/wait" | "/events" => "GET",
        "/say" => "POST",
        _ => {
            let why = "there are /, /poll, /wait, /events and /say";
            return error(StatusCode::NOT_FOUND, why);
        }
    };
    let why = format!("this path takes {method}");
    let answer = error(StatusCode::METHOD_NOT_ALLOWED, &why);
    with_header(answer, header::ALLOW, method)
}

fn with<T: Clone + Send + Sync + 'static>(
    value: T,
) -> impl Filter<Extract = (T,), Error = Infallible> + Clone {
    warp::any().map(move || value.clone())
}
// ANCHOR_END: all

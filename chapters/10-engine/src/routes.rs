// ANCHOR: all
//! What is asked by HTTP.

use bytes::Buf;
use futures_util::Stream;
use push::{is_allowed, is_here};
use tokio::sync::{mpsc, oneshot};
use upgrade::{Handshake, Refusal as NoWebSocket};
use warp::filters::BoxedFilter;
use warp::filters::path::FullPath;
use warp::http::{HeaderMap, Method, StatusCode, Version};
use warp::reply::{Response, html, with_status};
use warp::{Filter, Reply};
use websocket::{Slot, consent, head_of, refuse};

use crate::answer::{allow_origin, ok, packets};
use crate::body::read;
use crate::engine::Door;
use crate::polling::Polling;
use crate::visit::{Poll, Post, Visit};
use crate::{Asked, Engine, Open, Refusal, Revision, Transport};

// ANCHOR: consent
/// What a handshake was for, left for whoever takes the connection over.
pub struct Consent {
    pub revision: Revision,
    /// To the session that is to move to this WebSocket.
    pub door: Option<Door>,
}
// ANCHOR_END: consent

/// A request, but for its body.
struct Request {
    method: Method,
    query: String,
    version: Version,
    fields: HeaderMap,
    slot: Slot<Consent>,
}

// ANCHOR: routes
/// Engine.IO has one path for everything; `/` is a page to try it with.
pub fn routes(engine: Engine) -> BoxedFilter<(Response,)> {
    let query = warp::query::raw().or(warp::any().map(String::new)).unify();
    let line = warp::method().and(warp::path::full()).and(query);
    let line = line.and(warp::ext::get::<Version>());
    let head = line.and(warp::header::headers_cloned());
    let head = head.and(warp::ext::get::<Slot<Consent>>());
    let all = head.and(warp::body::stream()).then(
        move |method, path: FullPath, query, version, fields, slot, body| {
            let request = Request { method, query, version, fields, slot };
            let engine = engine.clone();
            async move {
                let ours = engine.config().path.trim_end_matches('/');
                match path.as_str() {
                    "/" if request.method == Method::GET => {
                        html(engine.config().page).into_response()
                    }
                    path if path.trim_end_matches('/') == ours => {
                        respond(&engine, request, body).await
                    }
                    _ => lost(&engine.config().path),
                }
            }
        },
    );
    all.boxed()
}

async fn respond(
    engine: &Engine,
    request: Request,
    body: impl Stream<Item = Result<impl Buf, warp::Error>>,
) -> Response {
    let origins = &engine.config().origins;
    let text = |name| request.fields.get(name).and_then(|v| v.to_str().ok());
    let origin = text("origin").map(str::to_string);
    // A page whose name was made to lead to 127.0.0.1 sends no `Origin`, and
    // neither does a picture, on whatever page.
    let here = text("host").is_none_or(|host| is_known(host, origins))
        && text("sec-fetch-site") != Some("cross-site");
    let may = origin.as_ref().map_or(here, |from| is_allowed(from, origins));
    let response = match (may, &request.method) {
        (false, _) => Err(Refusal::Forbidden),
        (true, &Method::OPTIONS) => Ok(ok(String::new())),
        (true, _) => handle(engine, &request, body).await,
    };
    let response = response.unwrap_or_else(Refusal::answer);
    allow_origin(response, origin.filter(|_| may), &request.fields)
}

/// Whether a host is this machine, or that of an origin which may connect.
fn is_known(host: &str, origins: &[String]) -> bool {
    let mut hosts = origins.iter().filter_map(|o| o.split_once("://"));
    is_here(host) || hosts.any(|(_, name)| name == host)
}
// ANCHOR_END: routes

// ANCHOR: handle
async fn handle(
    engine: &Engine,
    request: &Request,
    stream: impl Stream<Item = Result<impl Buf, warp::Error>>,
) -> Result<Response, Refusal> {
    let asked = Asked::read(&request.query)?;
    let door = asked.sid.map(|sid| engine.door(sid, asked.revision));
    let door = door.transpose()?;
    match (asked.transport, &request.method, door) {
        (Transport::WebSocket, _, door) => {
            upgrade(engine, request, asked, door)
        }
        (Transport::Polling, &Method::GET, None) => open(engine, asked),
        (Transport::Polling, &Method::GET, Some(door)) => {
            let (reply, answer) = oneshot::channel();
            let poll = Poll { base64: asked.base64, reply };
            let sent = door.send(Visit::Poll(poll)).await;
            sent.map_err(|_| Refusal::UnknownSession)?;
            let payload = answer.await.map_err(|_| Refusal::BadRequest)?;
            Ok(packets(payload))
        }
        (Transport::Polling, &Method::POST, Some(door)) => {
            // The session has to know at once: it takes one at a time.
            let (send, body) = oneshot::channel();
            let (reply, answer) = oneshot::channel();
            let sent = door.send(Visit::Post(Post { body, reply })).await;
            sent.map_err(|_| Refusal::UnknownSession)?;
            let body = read(stream, &request.fields, engine.config()).await;
            let refused = body.as_ref().err().copied();
            let _ = send.send(body);
            match refused {
                None => answer.await.unwrap_or(Err(Refusal::BadRequest))?,
                Some(refusal) => return Err(refusal),
            }
            Ok(ok("ok".to_string()))
        }
        (Transport::Polling, _, _) => Err(Refusal::BadMethod),
    }
}
// ANCHOR_END: handle

// ANCHOR: open
/// A session that is carried by polling. Its first answer is this one.
fn open(engine: &Engine, asked: Asked) -> Result<Response, Refusal> {
    /// So many requests may wait for the session's task.
    const VISITS: usize = 4;
    let (door, visits) = mpsc::channel(VISITS);
    let opened = engine.open(asked.revision, Some(door))?;
    let open = Open::new(opened.peer.sid(), true, engine.config());
    tokio::spawn(Polling::new(opened, visits).carry(engine.clone()));
    Ok(packets(asked.revision.body(open.packet())))
}

/// A WebSocket: chapter 07 judges whether it is one.
fn upgrade(
    engine: &Engine,
    request: &Request,
    asked: Asked,
    door: Option<Door>,
) -> Result<Response, Refusal> {
    let head = head_of(&request.method, &request.query, &request.fields);
    let handshake = match Handshake::read(&head, &engine.config().origins) {
        _ if request.version < Version::HTTP_11 => {
            return Err(Refusal::BadRequest);
        }
        Ok(handshake) => handshake,
        Err(NoWebSocket::WrongMethod) => return Err(Refusal::BadMethod),
        Err(NoWebSocket::NoUpgrade) => return Err(Refusal::BadRequest),
        Err(refusal) => return Ok(refuse(&refusal)),
    };
    request.slot.put(Consent { revision: asked.revision, door });
    Ok(consent(&handshake))
}
// ANCHOR_END: open

fn lost(path: &str) -> Response {
    let text = format!("error: there are / and {path}\n");
    with_status(text, StatusCode::NOT_FOUND).into_response()
}
// ANCHOR_END: all

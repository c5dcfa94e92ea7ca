// ANCHOR: all
//! What is asked by HTTP, before there is a WebSocket.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use request::{Head, Start};
use upgrade::{Handshake, Refusal};
use warp::filters::path::FullPath;
use warp::http::header::HeaderName;
use warp::http::{HeaderMap, Method, StatusCode, Version};
use warp::reply::{Response, html, with_status};
use warp::{Filter, Reply};

use crate::Chat;

const PAGE: &str = include_str!("page.html");

/// Where a handshake is left for whoever takes the connection over.
#[derive(Clone, Default)]
pub struct Slot(Arc<Mutex<Option<Handshake>>>);

impl Slot {
    /// The handshake that was consented to, if there was one.
    pub fn take(&self) -> Option<Handshake> {
        self.lock().take()
    }

    fn put(&self, handshake: Handshake) {
        *self.lock() = Some(handshake);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Handshake>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

// ANCHOR: routes
/// `/` is a page, and for whoever asks for a WebSocket the room; `/echo` is
/// a WebSocket only.
pub fn routes(
    chat: Chat,
    slot: Slot,
) -> impl Filter<Extract = (impl Reply,), Error = Infallible> + Clone {
    let line = warp::method().and(warp::path::full());
    let line = line.and(warp::ext::get::<Version>());
    let head = line.and(warp::header::headers_cloned());
    let answer = move |method: Method,
                       path: FullPath,
                       version: Version,
                       fields: HeaderMap| {
        let wants = fields.contains_key("upgrade");
        match path.as_str() {
            "/" if !wants && method == Method::GET => {
                html(PAGE).into_response()
            }
            "/" | "/echo" => {
                let head = head_of(&method, path.as_str(), &fields);
                let origins = &chat.config().origins;
                match Handshake::read(&head, origins) {
                    _ if version < Version::HTTP_11 => {
                        refuse(&request::Error::OtherVersion.into())
                    }
                    Ok(handshake) => consent(handshake, &slot),
                    Err(refusal) => refuse(&refusal),
                }
            }
            _ => lost(),
        }
    };
    head.map(answer).or(warp::any().map(lost)).unify()
}
// ANCHOR_END: routes

fn lost() -> Response {
    let text = "error: there are / and /echo\n";
    with_status(text, StatusCode::NOT_FOUND).into_response()
}

// ANCHOR: consent
/// The same head as chapter 07 would have read.
fn head_of(method: &Method, target: &str, fields: &HeaderMap) -> Head {
    let (method, target) = (method.to_string(), target.to_string());
    let fields = fields.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes());
        (name.to_string(), value.into_owned())
    });
    let fields = fields.collect();
    Head { start: Start::Request { method, target }, fields }
}

/// Chapter 07's answer, for hyper to write. Behind it the connection is ours.
fn consent(handshake: Handshake, slot: &Slot) -> Response {
    let answer = with_fields(&handshake.answer(), "");
    slot.put(handshake);
    answer
}

fn refuse(refusal: &Refusal) -> Response {
    let answer = refusal.answer().unwrap_or_default();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
    with_fields(head, body)
}
// ANCHOR_END: consent

/// An answer as text, as warp has it.
fn with_fields(head: &str, body: &str) -> Response {
    let mut answer = Response::new(body.to_string().into());
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    if let Some(status) = status.and_then(|code| code.parse().ok()) {
        *answer.status_mut() = status;
    }
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        // Two fields may have one name, such as `Connection`.
        if let (Ok(name), Ok(value)) = (name.parse(), value.parse()) {
            answer.headers_mut().append::<HeaderName>(name, value);
        }
    }
    answer
}
// ANCHOR_END: all

// ANCHOR: all
//! Chapter 07's judgement of a handshake, in the words of warp.

use request::{Head, Start};
use upgrade::{Handshake, Refusal};
use warp::http::header::HeaderName;
use warp::http::{HeaderMap, Method};
use warp::reply::Response;

// ANCHOR: consent
/// The same head as chapter 07 would have read.
pub fn head_of(method: &Method, target: &str, fields: &HeaderMap) -> Head {
    let (method, target) = (method.to_string(), target.to_string());
    let fields = fields.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes());
        (name.to_string(), value.into_owned())
    });
    let fields = fields.collect();
    Head { start: Start::Request { method, target }, fields }
}

/// Chapter 07's answer, for hyper to write. Behind it the connection is ours.
pub fn consent(handshake: &Handshake) -> Response {
    with_fields(&handshake.answer(), "")
}

/// And its answer to whoever cannot have a WebSocket.
pub fn refuse(refusal: &Refusal) -> Response {
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

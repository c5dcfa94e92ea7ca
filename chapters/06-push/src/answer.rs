// ANCHOR: all
//! Answers, and what all of them have.

use bytes::Bytes;
use warp::Reply;
use warp::http::{StatusCode, header};
use warp::reply::Response;

const TEXT: &str = "text/plain; charset=utf-8";
const PAGE: &str = include_str!("page.html");
const PANEL: &str = include_str!("../../../book/assets/panel.js");

pub fn error(status: StatusCode, why: &str) -> Response {
    with_status(text(format!("error: {why}\n").into()), status)
}

/// The chapter's own page.
pub fn page() -> Response {
    warp::reply::html(PAGE).into_response()
}

/// The panel on it, which is also the book's.
pub fn panel() -> Response {
    let answer = Response::new(PANEL.into());
    with_header(answer, header::CONTENT_TYPE, "text/javascript")
}

pub fn text(body: Bytes) -> Response {
    let is_empty = body.is_empty();
    let answer = Response::new(body.into());
    let answer = with_header(answer, header::CACHE_CONTROL, "no-store");
    match is_empty {
        true => answer,
        false => with_header(answer, header::CONTENT_TYPE, TEXT),
    }
}

pub fn with_status(mut answer: Response, status: StatusCode) -> Response {
    *answer.status_mut() = status;
    answer
}

pub fn with_header(
    mut answer: Response,
    name: header::HeaderName,
    value: &'static str,
) -> Response {
    let value = header::HeaderValue::from_static(value);
    answer.headers_mut().insert(name, value);
    answer
}
// ANCHOR_END: all

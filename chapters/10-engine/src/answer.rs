// ANCHOR: all
//! Answers, and what all of them have.

use warp::http::{HeaderMap, HeaderValue, header};
use warp::reply::Response;

use crate::visit::Payload;

/// What a poll has waited for.
pub fn packets(payload: Payload) -> Response {
    let kind = match payload.is_binary {
        true => "application/octet-stream",
        false => "text/plain; charset=UTF-8",
    };
    answer(payload.bytes, kind)
}

/// For a request that has brought something.
pub fn ok(text: String) -> Response {
    answer(text.into(), "text/plain; charset=UTF-8")
}

fn answer(body: Vec<u8>, kind: &'static str) -> Response {
    let mut answer = Response::new(body.into());
    let fields = answer.headers_mut();
    let kind = HeaderValue::from_static(kind);
    fields.insert(header::CONTENT_TYPE, kind);
    let never = HeaderValue::from_static("no-store");
    fields.insert(header::CACHE_CONTROL, never);
    answer
}

// ANCHOR: allow_origin
/// Tells a browser that a page of this origin may read the answer, and send
/// what it has asked for (chapter 06).
pub fn allow_origin(
    mut answer: Response,
    origin: Option<String>,
    asked: &HeaderMap,
) -> Response {
    let fields = answer.headers_mut();
    fields.insert(header::VARY, HeaderValue::from_static("origin"));
    let Some(origin) = origin.and_then(|origin| origin.parse().ok()) else {
        return answer;
    };
    fields.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    // Clients of 2.5 ask with credentials, though there are none.
    let may = HeaderValue::from_static("true");
    fields.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, may);
    if let Some(names) = asked.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        let methods = HeaderValue::from_static("GET, POST");
        fields.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
        fields.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names.clone());
    }
    answer
}
// ANCHOR_END: allow_origin
// ANCHOR_END: all

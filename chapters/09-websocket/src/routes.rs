// ANCHOR: all
//! What is asked by HTTP, before there is a WebSocket.

use upgrade::Handshake;
use warp::filters::BoxedFilter;
use warp::filters::path::FullPath;
use warp::http::{HeaderMap, Method, StatusCode, Version};
use warp::reply::{Response, html, with_status};
use warp::{Filter, Reply};

use crate::consent::{consent, head_of, refuse};
use crate::{Chat, Slot};

const PAGE: &str = include_str!("page.html");

// ANCHOR: routes
/// `/` is a page, and for whoever asks for a WebSocket the room; `/echo` is
/// a WebSocket only.
pub fn routes(chat: Chat) -> BoxedFilter<(Response,)> {
    let line = warp::method().and(warp::path::full());
    let line = line.and(warp::ext::get::<Version>());
    let head = line.and(warp::header::headers_cloned());
    let head = head.and(warp::ext::get::<Slot<Handshake>>());
    let answer = move |method: Method,
                       path: FullPath,
                       version: Version,
                       fields: HeaderMap,
                       slot: Slot<Handshake>| {
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
                    Ok(handshake) => {
                        let answer = consent(&handshake);
                        slot.put(handshake);
                        answer
                    }
                    Err(refusal) => refuse(&refusal),
                }
            }
            _ => lost(),
        }
    };
    head.map(answer).or(warp::any().map(lost)).unify().boxed()
}
// ANCHOR_END: routes

fn lost() -> Response {
    let text = "error: there are / and /echo\n";
    with_status(text, StatusCode::NOT_FOUND).into_response()
}
// ANCHOR_END: all

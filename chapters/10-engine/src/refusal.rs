// ANCHOR: all
//! Why a request is refused, and what the client is told.

use warp::Reply;
use warp::http::StatusCode;
use warp::reply::{Response, json, with_status};

// ANCHOR: refusal
/// The first six have the official server's numbers and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There are `polling` and `websocket`.
    #[error("Transport unknown")]
    UnknownTransport,
    /// No session has this id: it never had, or it is over.
    #[error("Session ID unknown")]
    UnknownSession,
    /// A session begins with a `GET`.
    #[error("Bad handshake method")]
    BadMethod,
    /// It makes no sense, or not in this session.
    #[error("Bad request")]
    BadRequest,
    /// A page of that origin may not connect.
    #[error("Forbidden")]
    Forbidden,
    /// There are `EIO=4` and `EIO=3`.
    #[error("Unsupported protocol version")]
    UnsupportedRevision,
    /// More than `max_payload`.
    #[error("Payload too large")]
    TooLarge,
    /// The body has not come in time.
    #[error("Body too slow")]
    TooSlow,
    /// So many sessions that there is no room for another.
    #[error("Too many sessions")]
    TooMany,
}

impl Refusal {
    /// The number that clients know. What they do not know is a bad request.
    pub fn code(self) -> u8 {
        match self {
            Refusal::UnknownTransport => 0,
            Refusal::UnknownSession => 1,
            Refusal::BadMethod => 2,
            Refusal::Forbidden => 4,
            Refusal::UnsupportedRevision => 5,
            _ => 3,
        }
    }

    /// The status of the answer.
    pub fn status(self) -> StatusCode {
        match self {
            Refusal::Forbidden => StatusCode::FORBIDDEN,
            Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Refusal::TooMany => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::BAD_REQUEST,
        }
    }

    /// The whole answer: `{"code":1,"message":"Session ID unknown"}`.
    pub fn answer(self) -> Response {
        let (code, message) = (self.code(), self.to_string());
        let body = serde_json::json!({ "code": code, "message": message });
        with_status(json(&body), self.status()).into_response()
    }
}
// ANCHOR_END: refusal
// ANCHOR_END: all

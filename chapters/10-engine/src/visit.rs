// ANCHOR: all
//! What requests want of the task of their session.

use std::future::pending;

use tokio::sync::oneshot;
use tokio::sync::oneshot::error::RecvError;
use tokio::time::{Instant, sleep_until};

use crate::Refusal;
use crate::opened::Opened;

// ANCHOR: visit
/// What requests want of the session's task. It answers when it can.
pub enum Visit {
    /// A `GET`: what is there to hear?
    Poll(Poll),
    /// A `POST`: the client has something to say, when it has all come.
    Post(Post),
    /// A WebSocket. When it says so, the session moves there.
    Move(Move),
}

pub struct Poll {
    pub base64: bool,
    pub reply: oneshot::Sender<Payload>,
}

pub struct Post {
    /// What it says, unless that is refused.
    pub body: oneshot::Receiver<Result<Payload, Refusal>>,
    pub reply: oneshot::Sender<Result<(), Refusal>>,
}

pub struct Move {
    pub now: oneshot::Receiver<()>,
    pub to: oneshot::Sender<Opened>,
}

/// The body of a request, or of an answer.
pub struct Payload {
    pub bytes: Vec<u8>,
    /// Whether it is `application/octet-stream`: only in EIO=3.
    pub is_binary: bool,
}
// ANCHOR_END: visit

/// Completes when whoever polls has gone.
pub async fn hangup(poll: &mut Option<Poll>) {
    match poll {
        Some(poll) => poll.reply.closed().await,
        None => pending().await,
    }
}

/// Completes when a request's body has come, or will not.
pub async fn posted(
    post: &mut Option<Post>,
) -> Result<Result<Payload, Refusal>, RecvError> {
    match post {
        Some(post) => (&mut post.body).await,
        None => pending().await,
    }
}

/// Completes at that time, if there is one.
pub async fn due(at: Option<Instant>) {
    match at {
        Some(at) => sleep_until(at).await,
        None => pending().await,
    }
}

/// Completes when the WebSocket takes over, or will not.
pub async fn moves(next: &mut Option<Move>) -> bool {
    match next {
        Some(next) => (&mut next.now).await.is_ok(),
        None => pending().await,
    }
}
// ANCHOR_END: all

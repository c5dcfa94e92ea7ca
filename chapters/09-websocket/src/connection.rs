// ANCHOR: all
//! One connection: HTTP first, and then, if that is asked for, a WebSocket.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper::{Request, Uri};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use push::{Patient, linger};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::Role;
use upgrade::Handshake;
use warp::Filter;

use crate::routes::{Slot, routes};
use crate::{Chat, echo, talk};

/// The most bytes that hyper collects of a request's head.
const BUFFER_SIZE: usize = 8 * 1024;
/// hyper adds its limit to the time of day, and panics if that overflows.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

// ANCHOR: converse
/// Answers what is asked on one connection, and talks, until one side has
/// had enough.
pub async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    chat: Chat,
) {
    let stream = Patient::new(stream, chat.config().patience);
    // HTTP needs much more room than what follows. In a box of its own, it
    // gives that back.
    let answered = Box::pin(answer(stream, &chat)).await;
    let Some((stream, rest, handshake)) = answered else { return };
    let library = Some(chat.config().library());
    let socket = WebSocketStream::from_partially_read(
        stream,
        rest,
        Role::Server,
        library,
    );
    let socket = socket.await;
    match handshake.target.as_str() {
        "/echo" => echo(socket, &chat).await,
        _ => talk(socket, &chat).await,
    }
}
// ANCHOR_END: converse

// ANCHOR: answer
/// HTTP, until a handshake has been consented to: what it leaves behind.
async fn answer<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    chat: &Chat,
) -> Option<(S, Vec<u8>, Handshake)> {
    let (config, slot) = (chat.config(), Slot::default());
    let service = warp::service(routes(chat.clone(), slot.clone()).boxed());
    let service = TowerToHyperService::new(service);
    // warp hides the version from its filters.
    let service = service_fn(move |mut request: Request<Incoming>| {
        let version = request.version();
        request.extensions_mut().insert(version);
        // `CONNECT` names no path, and warp panics at that (chapter 06).
        if request.uri().path_and_query().is_none() {
            *request.uri_mut() = Uri::default();
        }
        service.call(request)
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(config.patience.min(LONGEST))
        .max_buf_size(BUFFER_SIZE)
        .serve_connection(TokioIo::new(stream), service);
    let done = tokio::select! {
        done = poll_fn(|c| connection.poll_without_shutdown(c)) => Some(done),
        () = chat.closed() => None,
    };
    let done = match done {
        Some(done) => done,
        None => {
            Pin::new(&mut connection).graceful_shutdown();
            let rest = poll_fn(|c| connection.poll_without_shutdown(c));
            timeout(config.goodbye, rest).await.ok()?
        }
    };
    let parts = connection.into_parts();
    let stream = parts.io.into_inner();
    // A head that is too long is an error as well, and has been answered.
    match slot.take().filter(|_| done.is_ok()) {
        // A copy: `into` would hand on hyper's buffer, all 8 KiB of it, and
        // the library would read into that for as long as we talk.
        Some(handshake) => Some((stream, parts.read_buf.to_vec(), handshake)),
        None => {
            linger(stream, config.goodbye).await;
            None
        }
    }
}
// ANCHOR_END: answer
// ANCHOR_END: all

// ANCHOR: all
//! One connection: HTTP/1.1, with limits that warp's own server lacks.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use room::Pace;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, copy, sink};
use tokio::sync::{Mutex, Notify};
use tokio::time::timeout;
use warp::Filter;
use warp::http::{HeaderValue, Request, Uri};

use crate::routes::{Peer, routes};
use crate::{Board, Patient};

/// The most bytes that hyper collects of a request's head, and about as many
/// as it takes ahead of an answer that is not read.
const BUFFER_SIZE: usize = 8 * 1024;

// ANCHOR: converse
/// Answers what is asked on one connection, until one side has had enough.
pub async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    board: Board,
) {
    let config = board.config();
    let pace = Arc::new(Mutex::new(Pace::new(config.burst, config.pace)));
    let peer = Peer { hangup: Arc::new(Notify::new()), pace };
    let hangup = peer.hangup.clone();
    let service = warp::service(routes(board.clone(), peer).boxed());
    let service = TowerToHyperService::new(service);
    let stream = Patient::new(stream, config.patience);
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(config.patience)
        .max_buf_size(BUFFER_SIZE)
        .serve_connection(
            TokioIo::new(stream),
            service_fn(|request| service.call(copied(request))),
        );
    let done = tokio::select! {
        done = poll_fn(|c| connection.poll_without_shutdown(c)) => Some(done),
        // Not even our last words would be read.
        () = hangup.notified() => return,
        () = board.closed() => None,
    };
    let done = match done {
        Some(done) => done,
        None => {
            Pin::new(&mut connection).graceful_shutdown();
            let rest = poll_fn(|c| connection.poll_without_shutdown(c));
            match timeout(config.goodbye, rest).await {
                Ok(done) => done,
                Err(_) => return,
            }
        }
    };
    // What hyper cannot parse, it has answered as well, with 400 or 431.
    // Whoever does not read, however, would not read our last words.
    if done.map_or_else(|error| error.is_parse(), |()| true) {
        let stream = connection.into_parts().io.into_inner();
        linger(stream, config.goodbye).await;
    }
}
// ANCHOR_END: converse

/// The same request, in memory of its own. As it comes, it points into the
/// 8 KiB that it was read into, and whoever waits for long keeps them: hyper
/// would need another 8 to notice a hangup.
fn copied(mut request: Request<Incoming>) -> Request<Incoming> {
    // `CONNECT` names no path, and warp panics at that.
    let target = request.uri().path_and_query().map(|t| t.as_str().to_string());
    let target = target.and_then(|target| Uri::try_from(target).ok());
    *request.uri_mut() = target.unwrap_or_default();
    for value in request.headers_mut().values_mut() {
        if let Ok(copy) = HeaderValue::from_bytes(value.as_bytes()) {
            *value = copy;
        }
    }
    request
}

/// Says that we write no more, and reads until the peer's end or the limit:
/// a socket that is closed with unread bytes in it would send a RST, and our
/// answer to a request that was too long would be lost. Nothing of what is
/// read is kept, so the time alone is limited, and not the bytes.
pub async fn linger(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    limit: Duration,
) {
    let rest = async {
        stream.shutdown().await?;
        copy(&mut stream, &mut sink()).await
    };
    // Last words are a favour: whoever does not take them has had it.
    let _ = timeout(limit, rest).await;
}
// ANCHOR_END: all

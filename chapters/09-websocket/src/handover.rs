// ANCHOR: all
//! From HTTP to whatever follows it on the same connection.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper::{Request, Uri};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use push::linger;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::timeout;
use warp::filters::BoxedFilter;
use warp::reply::Response;

/// The most bytes that hyper collects of a request's head.
const BUFFER_SIZE: usize = 8 * 1024;
/// hyper adds its limit to the time of day, and panics if that overflows.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Where a route leaves what it has consented to, for whoever takes the
/// connection over. Each request has its connection's, as an extension.
pub struct Slot<T>(Arc<Mutex<Option<T>>>);

impl<T> Slot<T> {
    /// Leaves it there. HTTP ends behind the answer to this request.
    pub fn put(&self, consent: T) {
        *self.lock() = Some(consent);
    }

    fn take(&self) -> Option<T> {
        self.lock().take()
    }

    fn lock(&self) -> MutexGuard<'_, Option<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Slot<T> {
        Slot(self.0.clone())
    }
}

// ANCHOR: answer
/// HTTP, until a route has put something into its [`Slot`]: what it leaves
/// behind, with the bytes that were read already. `limits` are the longest
/// time for a request's head, and for last words.
pub async fn answer<S, T>(
    stream: S,
    routes: BoxedFilter<(Response,)>,
    limits: (Duration, Duration),
    closed: impl Future<Output = ()>,
) -> Option<(S, Vec<u8>, T)>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    T: Send + 'static,
{
    let (patience, goodbye) = limits;
    let slot = Slot(Arc::new(Mutex::new(None)));
    let left = slot.clone();
    let service = TowerToHyperService::new(warp::service(routes));
    let service = service_fn(move |mut request: Request<Incoming>| {
        // warp hides the version from its filters.
        let version = request.version();
        request.extensions_mut().insert(version);
        request.extensions_mut().insert(slot.clone());
        // `CONNECT` names no path, and warp panics at that (chapter 06).
        if request.uri().path_and_query().is_none() {
            *request.uri_mut() = Uri::default();
        }
        service.call(request)
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.min(LONGEST))
        .max_buf_size(BUFFER_SIZE)
        .serve_connection(TokioIo::new(stream), service);
    let done = tokio::select! {
        done = poll_fn(|c| connection.poll_without_shutdown(c)) => Some(done),
        () = pin!(closed) => None,
    };
    let done = match done {
        Some(done) => done,
        None => {
            Pin::new(&mut connection).graceful_shutdown();
            let rest = poll_fn(|c| connection.poll_without_shutdown(c));
            timeout(goodbye, rest).await.ok()?
        }
    };
    let parts = connection.into_parts();
    let stream = parts.io.into_inner();
    // A head that is too long is an error as well, and has been answered.
    match left.take().filter(|_| done.is_ok()) {
        // A copy: `into` would hand on hyper's buffer, all 8 KiB of it, and
        // the library would read into that for as long as we talk.
        Some(consent) => Some((stream, parts.read_buf.to_vec(), consent)),
        None => {
            linger(stream, goodbye).await;
            None
        }
    }
}
// ANCHOR_END: answer
// ANCHOR_END: all

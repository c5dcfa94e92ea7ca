// ANCHOR: all
//! The server: warp's filters, hyper's connections, and our own listener.

use std::io::{self, Write};
use std::pin::pin;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::routes;

/// What a server asks of its peers.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    /// The most bytes in a body (65536).
    pub max_body: usize,
    /// The longest time for a head, counted from the last answer: also the
    /// longest silence between two requests (30 s).
    pub head_timeout: Duration,
    /// The longest time for a body (30 s).
    pub body_timeout: Duration,
    /// The longest life of a connection (5 min).
    pub life: Duration,
}

impl Default for Config {
    fn default() -> Config {
        let half_a_minute = Duration::from_secs(30);
        Config {
            max_body: 64 * 1024,
            head_timeout: half_a_minute,
            body_timeout: half_a_minute,
            life: Duration::from_secs(300),
        }
    }
}

/// The most bytes in a head.
const MAX_HEAD: usize = 16 * 1024;
/// How long a connection whose life is over has for its last answer.
const GOODBYE: Duration = Duration::from_secs(2);

// ANCHOR: serve
/// Serves everybody who connects, until `shutdown` completes.
///
/// # Errors
/// None today: what goes wrong on one connection ends that connection, and
/// no other.
pub async fn serve(
    config: Config,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    tokio::pin!(shutdown);
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            stream = ping::accept(&listener) => {
                // An answer in two writes must not wait for the client's
                // acknowledgement in between.
                let _ = stream.set_nodelay(true);
                connections.spawn(async move {
                    let Err(error) = answer(&config, stream).await else {
                        return;
                    };
                    let why = match error.is_timeout() {
                        // Half a request, or nobody had anything to ask.
                        true => {
                            let limit = config.head_timeout;
                            format!("hung up: no whole head within {limit:?}")
                        }
                        false => format!("a connection was lost: {error}"),
                    };
                    // A screen that is closed is no reason to panic.
                    let _ = writeln!(io::stdout(), "{why}");
                });
            }
            // Whoever has finished is forgotten, or the set would grow.
            Some(_) = connections.join_next() => {}
            () = &mut shutdown => return Ok(()),
        }
    }
}
// ANCHOR_END: serve

// ANCHOR: answer
/// Answers the requests of one connection, whatever kind of stream it is.
///
/// # Errors
/// When the connection breaks, or its client does not keep to HTTP. That
/// the peer has finished is no error.
pub async fn answer(
    config: &Config,
    stream: impl AsyncRead + AsyncWrite + Unpin,
) -> hyper::Result<()> {
    let service = TowerToHyperService::new(warp::service(routes(*config)));
    let mut http = http1::Builder::new();
    // Without a timer hyper has no timeout either. It adds it to its clock,
    // which a time of a million years would overflow.
    let head_timeout = config.head_timeout.min(config.life);
    http.timer(TokioTimer::new()).header_read_timeout(head_timeout);
    // Left alone, hyper keeps up to 400 kB of a head that never ends.
    http.max_buf_size(MAX_HEAD);
    // Who has finished asking may still want to hear the answer.
    http.half_close(true);
    let stream = TokioIo::new(stream);
    let mut connection = pin!(http.serve_connection(stream, service));
    if let Ok(done) = timeout(config.life, connection.as_mut()).await {
        return done;
    }
    // Whoever asks on and on is answered once more. Whoever does not read
    // would keep us here for ever.
    connection.as_mut().graceful_shutdown();
    timeout(GOODBYE, connection).await.unwrap_or(Ok(()))
}
// ANCHOR_END: answer
// ANCHOR_END: all

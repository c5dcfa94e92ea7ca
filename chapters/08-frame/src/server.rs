// ANCHOR: all
//! An echo server: whatever a client says, it hears again.

use std::io;

use push::Patient;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};
use upgrade::{Lab, accept, open};
use wiretap::{Recorder, Side, Tap};

use crate::{Close, Config, Error, Role, WebSocket};

// ANCHOR: echo
/// Opens a WebSocket, and says again what it hears, until one side has had
/// enough or `shutdown` completes.
///
/// # Errors
/// What ended the conversation, if it was not a close frame. The client has
/// been told.
pub async fn echo(
    config: &Config,
    stream: impl AsyncRead + AsyncWrite + Unpin,
    shutdown: impl Future<Output = ()>,
) -> Result<(), Error> {
    let stream = Patient::new(stream, config.patience);
    let mut shutdown = std::pin::pin!(shutdown);
    let opened = tokio::select! {
        opened = open(&config.opening, stream) => opened?,
        () = &mut shutdown => return Ok(()), // nothing has been promised yet
    };
    let (stream, rest) = (opened.stream, opened.rest);
    let mut socket = WebSocket::new(stream, Role::Server, rest, config.limits);
    let mut patience = config.patience;
    let done = loop {
        tokio::select! {
            biased; // a busy client must not keep the server from ending
            () = &mut shutdown => {
                let start = Instant::now();
                let why = Close::new(Close::GOING_AWAY, "the server ends");
                socket.close(Some(why));
                // Whoever talks on and on instead is hung up on.
                let last = timeout(patience, socket.next(patience)).await;
                patience = patience.saturating_sub(start.elapsed());
                break last.map_or(Ok(()), |done| done.map(|_| ()));
            }
            heard = socket.next(config.idle) => match heard {
                Ok(Some(message)) => socket.send(&message),
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            }
        }
    };
    socket.finish(patience).await;
    done
}
// ANCHOR_END: echo

// ANCHOR: serve
/// Serves everybody who connects, until `shutdown` completes. Whoever is
/// connected then is told so, with 1001. While a page watches the `lab`, it
/// is shown every byte of the connections that come.
///
/// # Errors
/// None today: what goes wrong on one connection ends that connection, and
/// no other.
pub async fn serve(
    config: Config,
    listeners: Vec<TcpListener>,
    lab: Option<Lab>,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    tokio::pin!(shutdown);
    let (ending, _) = watch::channel(false);
    let recorder =
        lab.clone().map(|lab| Recorder::new(move |piece| lab.tell(&piece)));
    let mut connections = JoinSet::new();
    for number in 1.. {
        let stream = tokio::select! {
            stream = accept(&listeners) => stream,
            () = &mut shutdown => break,
        };
        // A frame is small, and must not wait for another (chapter 05).
        let _ = stream.set_nodelay(true);
        let config = config.clone();
        let mut ended = ending.subscribe();
        let watched = lab.as_ref().is_some_and(Lab::is_watched);
        let recorder = recorder.clone().filter(|_| watched);
        connections.spawn(async move {
            let shutdown = async { drop(ended.wait_for(|ended| *ended).await) };
            let done = match recorder {
                None => echo(&config, stream, shutdown).await,
                Some(recorder) => {
                    let recorder = recorder.for_connection(number);
                    let tap = Tap::new(stream, Side::Server, recorder);
                    echo(&config, tap, shutdown).await
                }
            };
            if let Err(error) = done {
                (config.log)(&format!("connection {number}: {error}"));
            }
        });
        // Whoever has finished is forgotten, or the set would grow.
        while connections.try_join_next().is_some() {}
    }
    drop(listeners); // whoever connects now is refused by the system
    ending.send_replace(true);
    while connections.join_next().await.is_some() {}
    Ok(())
}
// ANCHOR_END: serve
// ANCHOR_END: all

// ANCHOR: all
//! A server that opens WebSockets, and then has nothing more to say.

use std::io;
use std::time::Duration;

use futures_util::future::select_all;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, copy, sink};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;
use wiretap::{Recorder, Side, Tap};

use crate::{Config, Opened, open};

/// For how long we listen to what we do not understand.
const PATIENCE: Duration = Duration::from_secs(300);

// ANCHOR: greet
/// A message of five letters. These bytes are in the RFC
/// ([§5.7](https://www.rfc-editor.org/rfc/rfc6455#section-5.7)); why there
/// are seven of them, chapter 08 says.
pub const HELLO: &[u8] = b"\x81\x05Hello";

/// Says hello, and hears what the client says without understanding it.
///
/// # Errors
/// When the connection breaks.
pub async fn greet(
    opened: Opened<impl AsyncRead + AsyncWrite + Unpin>,
) -> io::Result<()> {
    let mut stream = opened.stream;
    let talk = async {
        stream.write_all(HELLO).await?;
        stream.flush().await?;
        copy(&mut stream, &mut sink()).await
    };
    if let Ok(done) = timeout(PATIENCE, talk).await {
        done?;
    }
    stream.shutdown().await
}
// ANCHOR_END: greet

// ANCHOR: serve
/// Opens a WebSocket for everybody who asks as they should, until `shutdown`
/// completes. `recorder` is told of every byte.
///
/// # Errors
/// None today: what goes wrong on one connection ends that connection, and
/// no other.
pub async fn serve(
    config: Config,
    listeners: Vec<TcpListener>,
    recorder: Recorder,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    tokio::pin!(shutdown);
    let mut connections = JoinSet::new();
    for number in 1.. {
        let stream = tokio::select! {
            stream = accept(&listeners) => stream,
            () = &mut shutdown => break,
        };
        let _ = stream.set_nodelay(true);
        let recorder = recorder.for_connection(number);
        let (tap, config) =
            (Tap::new(stream, Side::Server, recorder), config.clone());
        connections.spawn(async move {
            match open(&config, tap).await {
                Ok(opened) => drop(greet(opened).await),
                Err(refusal) => (config.log)(&format!("refused: {refusal}")),
            }
        });
        // Whoever has finished is forgotten, or the set would grow.
        while connections.try_join_next().is_some() {}
    }
    Ok(())
}
// ANCHOR_END: serve

/// Waits for the next connection on any of them.
pub async fn accept(listeners: &[TcpListener]) -> TcpStream {
    let all = listeners.iter().map(|one| Box::pin(ping::accept(one)));
    select_all(all).await.0
}
// ANCHOR_END: all

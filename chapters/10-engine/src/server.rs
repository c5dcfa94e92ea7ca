// ANCHOR: all
//! The engine behind listening sockets.

use std::io;

use tokio::net::TcpListener;
use tokio::task::JoinSet;
use upgrade::{Lab, accept};
use wiretap::{Recorder, Side, Tap};

use crate::{Engine, converse};

/// Serves everybody who connects, until `shutdown` completes. Then all
/// sessions end, and nobody is let in. While a page watches the `lab`, it is
/// shown every byte of the connections that come.
///
/// # Errors
/// None today: what goes wrong on one connection ends that connection, and
/// no other.
pub async fn serve(
    engine: Engine,
    listeners: Vec<TcpListener>,
    lab: Option<Lab>,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    tokio::pin!(shutdown);
    let recorder =
        lab.clone().map(|lab| Recorder::new(move |piece| lab.tell(&piece)));
    let mut connections = JoinSet::new();
    for number in 1.. {
        let stream = tokio::select! {
            stream = accept(&listeners) => stream,
            () = &mut shutdown => break,
        };
        let _ = stream.set_nodelay(true);
        let watched = lab.as_ref().is_some_and(Lab::is_watched);
        match recorder.as_ref().filter(|_| watched) {
            None => connections.spawn(converse(stream, engine.clone())),
            Some(recorder) => {
                let recorder = recorder.for_connection(number);
                let tap = Tap::new(stream, Side::Server, recorder);
                connections.spawn(converse(tap, engine.clone()))
            }
        };
        // Whoever has finished is forgotten, or the set would grow.
        while connections.try_join_next().is_some() {}
    }
    drop(listeners); // whoever connects now is refused by the system
    engine.close();
    while connections.join_next().await.is_some() {}
    Ok(())
}
// ANCHOR_END: all

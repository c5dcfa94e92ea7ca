// ANCHOR: all
//! The client's side, over a WebSocket.

use std::io;

use futures_util::StreamExt;
use push::Patient;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::connection::{carry_to_the_end, say_goodbye};
use crate::opened::Opened;
use crate::{Config, Handler, Open, Peer, Reason, Revision, Session};

// ANCHOR: connect
/// Opens a session on a server of this machine, over a WebSocket and with
/// EIO=4, and carries it to its end. `make` is given the peer, to talk to.
/// The limits are those of `config`.
///
/// # Errors
/// When no session could be opened.
pub async fn connect(
    port: u16,
    config: &Config,
    make: impl FnOnce(&Peer) -> Box<dyn Handler>,
) -> io::Result<Reason> {
    let opening = open(port, config);
    let late = || io::Error::from(io::ErrorKind::TimedOut);
    let opened = timeout(config.patience, opening).await;
    let (mut socket, open) = opened.map_err(|_| late())??;
    let session = Session::client(&open, Instant::now());
    let peer = Peer::new(session.revision(), config.max_queued);
    let handler = make(&peer);
    let opened = Opened { session, peer: peer.clone(), handler, engine: None };
    let words = carry_to_the_end(&mut socket, opened, config).await;
    say_goodbye(socket, words, config).await;
    Ok(peer.closed().unwrap_or(Reason::TransportError))
}

/// The WebSocket, and the packet with which the server begins.
async fn open(
    port: u16,
    config: &Config,
) -> io::Result<(WebSocketStream<Patient<TcpStream>>, Open)> {
    let stream = ping::connect(port).await?;
    stream.set_nodelay(true)?;
    let stream = Patient::new(stream, config.patience);
    let path = &config.path;
    let url = format!("ws://localhost:{port}{path}?EIO=4&transport=websocket");
    let library = Some(config.library());
    let opened = client_async_with_config(url, stream, library).await;
    let (mut socket, _) = opened.map_err(io::Error::other)?;
    let first = socket.next().await;
    let first = first.ok_or(io::ErrorKind::UnexpectedEof)?;
    let frame = first.map_err(io::Error::other)?;
    let packet = Revision::Four.hear(frame).map_err(io::Error::other)?;
    let open = Open::read(&packet).map_err(io::Error::other)?;
    Ok((socket, open))
}
// ANCHOR_END: connect
// ANCHOR_END: all

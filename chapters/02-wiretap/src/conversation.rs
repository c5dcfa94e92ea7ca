// ANCHOR: all
//! Chapter 01's ping/pong, for a wire that needs something to carry.

use std::future::pending;
use std::io;

use tokio::net::TcpListener;

use crate::arguments::Arguments;

/// The client, on the wire's near end.
pub async fn client(port: u16, arguments: &Arguments) -> io::Result<()> {
    let stream = ping::connect(port).await?;
    let (local, peer) = (stream.local_addr()?, stream.peer_addr()?);
    println!("created client (local {local}, peer {peer})");
    ping::ask(stream, *arguments.every, arguments.count).await
}

/// The server on the wire's far end, if there is to be one, and the client.
pub async fn both(
    server: Option<TcpListener>,
    port: u16,
    arguments: &Arguments,
) -> io::Result<()> {
    match server {
        None => pending().await,
        Some(listener) => tokio::select! {
            done = ping::serve(listener, pending()) => done,
            done = client(port, arguments) => done,
        },
    }
}
// ANCHOR_END: all

// ANCHOR: all
//! The board behind listening sockets.

use std::io;
use std::net::Ipv6Addr;

use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::{Board, converse};

/// Opens the port on 127.0.0.1, and on \[::1\] if this machine has that:
/// `localhost` may mean either. With port 0 the system chooses.
///
/// # Errors
/// When the port is taken, the message says so and names the way out.
pub async fn listen(port: u16) -> io::Result<Vec<TcpListener>> {
    let first = ping::listen(port).await?;
    let same = first.local_addr()?.port();
    match TcpListener::bind((Ipv6Addr::LOCALHOST, same)).await {
        Ok(second) => Ok(vec![first, second]),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse && port != 0 => {
            let why = format!(
                "port {port} is taken on [::1]: stop who has it, or choose \
                 another --port"
            );
            Err(io::Error::new(error.kind(), why))
        }
        Err(_) => Ok(vec![first]),
    }
}

/// Serves everybody who connects, until `shutdown` completes. Then streams
/// end, those who wait are answered, and nobody is let in.
///
/// # Errors
/// None today: what goes wrong on one connection ends that connection, and
/// no other.
pub async fn serve(
    board: Board,
    listeners: Vec<TcpListener>,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let mut servers = JoinSet::new();
    for listener in listeners {
        servers.spawn(accept_all(board.clone(), listener));
    }
    shutdown.await;
    board.close();
    while servers.join_next().await.is_some() {}
    Ok(())
}

async fn accept_all(board: Board, listener: TcpListener) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            stream = ping::accept(&listener) => {
                // warp's own server does not say this (chapter 05).
                let _ = stream.set_nodelay(true);
                connections.spawn(converse(stream, board.clone()));
            }
            // Whoever has finished is forgotten, or the set would grow.
            Some(_) = connections.join_next() => {}
            () = board.closed() => break,
        }
    }
    drop(listener); // whoever connects now is refused by the system
    while connections.join_next().await.is_some() {}
}
// ANCHOR_END: all

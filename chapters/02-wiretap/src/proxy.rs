// ANCHOR: all
//! The wire as a TCP proxy: clients come to us, and we go to the server.

use std::io;
use std::net::SocketAddr;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::link::{Stream, link};
use crate::recording::Recorder;
use crate::wire::Wire;

/// Where a tapped wire leads, and who listens.
#[derive(Clone)]
pub struct Config {
    /// The server.
    pub to: SocketAddr,
    /// What happens on the way.
    pub wire: Wire,
    /// Who is told.
    pub recorder: Recorder,
}

/// Puts a wire between everybody who connects and `config.to`, until
/// `shutdown` completes.
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
    let mut wires = JoinSet::new();
    let mut connection = 0;
    loop {
        tokio::select! {
            client = ping::accept(&listener) => {
                connection += 1;
                wires.spawn(tap(client, config.clone(), connection));
            }
            Some(_) = wires.join_next() => {}
            () = &mut shutdown => break,
        }
    }
    wires.shutdown().await; // what was under way is recorded as lost
    Ok(())
}

async fn tap(client: TcpStream, config: Config, connection: usize) {
    match TcpStream::connect(config.to).await {
        Ok(server) => {
            // Slices must leave at once. A peer that has gone already is
            // noticed by the first read.
            let _ = client.set_nodelay(true);
            let _ = server.set_nodelay(true);
            let recorder = config.recorder.for_connection(connection);
            link(client, server, config.wire, recorder).await;
        }
        Err(error) => {
            eprintln!("cannot reach {}: {error}", config.to);
            client.reset(); // there is nobody to talk to
        }
    }
}
// ANCHOR_END: all

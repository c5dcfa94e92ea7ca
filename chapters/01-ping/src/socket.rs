// ANCHOR: all
//! The three calls that make sockets, with errors that say what to do.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

// ANCHOR: listen
/// Opens a listening socket on 127.0.0.1, where only programs on this
/// machine can reach it. Port 0 lets the system choose a free one.
///
/// # Errors
/// When the port is taken, the message says so and names the way out.
pub async fn listen(port: u16) -> io::Result<TcpListener> {
    let endpoint = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(endpoint).await.map_err(|error| {
        let message = match error.kind() {
            io::ErrorKind::AddrInUse => format!(
                "port {port} is taken: stop who has it, or choose another \
                 --port"
            ),
            _ => format!("cannot listen on {endpoint}: {error}"),
        };
        io::Error::new(error.kind(), message)
    })
}
// ANCHOR_END: listen

/// Connects to a server on this machine.
///
/// # Errors
/// When nobody listens there, the message says how to change that.
pub async fn connect(port: u16) -> io::Result<TcpStream> {
    let endpoint = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpStream::connect(endpoint).await.map_err(|error| {
        let message = match error.kind() {
            io::ErrorKind::ConnectionRefused => format!(
                "nobody listens on {endpoint}: start a server, or give its \
                 --port"
            ),
            _ => format!("cannot connect to {endpoint}: {error}"),
        };
        io::Error::new(error.kind(), message)
    })
}

// ANCHOR: accept
/// Waits for the next connection.
///
/// Accepting can fail without being the listener's fault: the process may
/// have all the files open that it is allowed. A server that gave up then
/// would be easy to kill, and one that tried again at once would spin. So
/// this waits a moment until somebody has hung up.
pub async fn accept(listener: &TcpListener) -> TcpStream {
    let mut said = false;
    loop {
        match listener.accept().await {
            Ok((stream, _peer)) => return stream,
            Err(error) => {
                if !said {
                    eprintln!("cannot accept a connection now: {error}");
                    said = true;
                }
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
}
// ANCHOR_END: accept
// ANCHOR_END: all

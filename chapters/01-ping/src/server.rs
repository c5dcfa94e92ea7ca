// ANCHOR: all
//! The server's side: every read is answered with a pong.

use std::io::{self, Write};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::accept;

// ANCHOR: serve
/// Serves everybody who connects, until `shutdown` completes.
///
/// # Errors
/// None today: what goes wrong on one connection ends that connection, and
/// no other.
pub async fn serve(
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    tokio::pin!(shutdown);
    let mut conversations = JoinSet::new();
    loop {
        tokio::select! {
            stream = accept(&listener) => {
                conversations.spawn(converse(stream));
            }
            // Whoever has finished is forgotten, or the set would grow.
            Some(_) = conversations.join_next() => {}
            () = &mut shutdown => return Ok(()),
        }
    }
}
// ANCHOR_END: serve

async fn converse(stream: TcpStream) {
    // A connection is a pair of endpoints. Either may already be gone.
    // A screen that is closed is no reason to end a conversation, and
    // `println!` would panic then: so this is written, and not checked.
    let mut screen = io::stdout();
    if let (Ok(local), Ok(peer)) = (stream.local_addr(), stream.peer_addr()) {
        let _ = writeln!(screen, "created server (local {local}, peer {peer})");
    }
    if let Err(error) = answer(stream).await {
        let _ = writeln!(screen, "a connection was lost: {error}");
    }
}

// ANCHOR: answer
/// Answers each read with `pong`, as the article does: not each *message*.
///
/// # Errors
/// When the connection breaks. That the peer has finished is no error.
pub async fn answer(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
) -> io::Result<()> {
    let mut buffer = [0; 1024];
    loop {
        let size = stream.read(&mut buffer).await?;
        if size == 0 {
            // The peer has closed its side: nothing more will come.
            return Ok(());
        }
        stream.write_all(b"pong\n").await?;
    }
}
// ANCHOR_END: answer
// ANCHOR_END: all

// ANCHOR: all
//! The server's side: every message is answered with a line.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::{Error, Lines};

/// How long a peer has for our last words, once we hang up.
const GOODBYE: Duration = Duration::from_secs(2);

/// What a server asks of its peers.
#[derive(Clone, Debug)]
pub struct Config {
    /// The most bytes in a line, its end not counted (8192).
    pub max_size: usize,
    /// The longest time between two whole messages (60 s): bytes that make
    /// none do not count. It is also the longest time to take an answer.
    pub idle: Duration,
}

impl Default for Config {
    fn default() -> Config {
        Config { max_size: 8 * 1024, idle: Duration::from_secs(60) }
    }
}

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
    let mut conversations = JoinSet::new();
    loop {
        tokio::select! {
            stream = ping::accept(&listener) => {
                conversations.spawn(converse(config.clone(), stream));
            }
            // Whoever has finished is forgotten, or the set would grow.
            Some(_) = conversations.join_next() => {}
            () = &mut shutdown => return Ok(()),
        }
    }
}

async fn converse(config: Config, stream: TcpStream) {
    // A connection is a pair of endpoints. Either may already be gone.
    if let (Ok(local), Ok(peer)) = (stream.local_addr(), stream.peer_addr()) {
        println!("created server (local {local}, peer {peer})");
    }
    if let Err(error) = answer(&config, stream).await {
        println!("hung up: {error}");
    }
}

/// Answers each message `ping` with `pong`, and anything else with an error
/// line. After an error that ends the conversation, says it and hangs up.
///
/// # Errors
/// What ended the conversation. That the peer has finished, between two
/// messages, is none.
pub async fn answer(
    config: &Config,
    stream: impl AsyncRead + AsyncWrite + Unpin,
) -> Result<(), Error> {
    let mut lines = Lines::new(stream, config.max_size);
    let ended = talk(config, &mut lines).await;
    match &ended {
        // Nobody is left to talk to.
        Ok(()) | Err(Error::Io(_)) => {}
        Err(error) => {
            let goodbye = say_goodbye(error, &mut lines);
            // Last words are a favour: we do not wait long for the peer to
            // take them.
            let _ = timeout(GOODBYE, goodbye).await;
        }
    }
    ended
}

// ANCHOR: talk
async fn talk(
    config: &Config,
    lines: &mut Lines<impl AsyncRead + AsyncWrite + Unpin>,
) -> Result<(), Error> {
    let limit = config.idle;
    loop {
        let next = timeout(limit, lines.next()).await;
        let answer = match next.unwrap_or(Err(Error::TooSlow { limit })) {
            Ok(None) => return Ok(()),
            Ok(Some(line)) if line == "ping" => "pong".to_string(),
            Ok(Some(_)) => "error: say ping".to_string(),
            // We know where the next line begins, so the talk can go on.
            Err(error @ Error::NotUtf8 { .. }) => format!("error: {error}"),
            Err(error) => return Err(error),
        };
        // A peer that never reads makes us wait here, not fill our memory.
        match timeout(limit, lines.send(&answer)).await {
            Ok(sent) => sent?,
            Err(_) => return Err(Error::Io(never_reads())),
        }
    }
}
// ANCHOR_END: talk

fn never_reads() -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, "the peer does not read")
}

async fn say_goodbye(
    error: &Error,
    lines: &mut Lines<impl AsyncRead + AsyncWrite + Unpin>,
) -> Result<(), Error> {
    lines.send(&format!("error: {error}")).await?;
    lines.finish().await?;
    lines.drain().await;
    Ok(())
}
// ANCHOR_END: all

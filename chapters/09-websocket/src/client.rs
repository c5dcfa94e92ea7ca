// ANCHOR: all
//! A guest who comes back when the connection is lost.

use std::io;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use push::Patient;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::http::StatusCode;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};
use upgrade::printable;

use crate::{Backoff, Heartbeat};

/// The most bytes in a message of the room: many times what it lets anybody
/// say.
const MAX_MESSAGE: usize = 64 * 1024;
/// So much of ours may wait for a server that does not read.
const MAX_UNREAD: usize = 1024 * 1024;

/// Where a guest goes, and how patient it is.
#[derive(Clone, Debug)]
pub struct Link {
    /// The room's port on 127.0.0.1.
    pub port: u16,
    /// As whom. Whoever is refused at first may type another.
    pub name: String,
    /// The waits between two tries.
    pub backoff: Backoff,
    /// After so much silence we ask whether the server is there,
    pub heartbeat: Duration,
    /// and wait so long for its answer, or for it to take what we say.
    pub patience: Duration,
}

/// Why a visit has ended.
enum End {
    /// We have nothing more to say.
    Said,
    /// The connection was lost, or the server goes away.
    Lost(String),
}

// ANCHOR: visit
/// Says what comes from `typed` and shows what the room says, until `typed`
/// ends. When the connection is lost it connects again, and says its name
/// again: the room knows nobody who was away. What is typed meanwhile waits
/// until the room has let it in. Each time [`reach`] makes the connection, or
/// whatever else reaches the port.
///
/// # Errors
/// When the server refuses the handshake, and to ask again would not help.
pub async fn visit<S: AsyncRead + AsyncWrite + Unpin>(
    mut link: Link,
    reach: impl AsyncFn(u16) -> io::Result<S>,
    mut typed: mpsc::Receiver<Vec<u8>>,
    show: impl Fn(&str),
) -> io::Result<()> {
    // What comes from a server must not move the cursor.
    let show = |text: &str| show(&printable(text));
    let mut known = false;
    loop {
        let why = match connect(&link, &reach).await {
            Ok(socket) => {
                let (link, known) = (&mut link, &mut known);
                match talk(socket, link, known, &mut typed, &show).await {
                    End::Said => return Ok(()),
                    End::Lost(why) => why,
                }
            }
            Err(Error::Http(answer)) => {
                let why = format!("refused: {}", answer.status());
                match is_passing(answer.status()) {
                    true => why,
                    false => return Err(io::Error::other(why)),
                }
            }
            Err(error) => error.to_string(),
        };
        let wait = link.backoff.wait(rand::random());
        let shown = Duration::from_millis(wait.as_millis() as u64);
        let shown = humantime::format_duration(shown);
        show(&format!("({why}; next try in {shown})"));
        sleep(wait).await;
        // Whoever has nothing more to say need not come back for that.
        if typed.is_closed() && typed.is_empty() {
            return Ok(());
        }
    }
}

/// Too many at once, or the server's own trouble: a proxy says 502 while the
/// server behind it is started anew.
fn is_passing(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS
}
// ANCHOR_END: visit

/// Reaches a room on this machine.
///
/// # Errors
/// When nobody listens on the port.
pub async fn reach(port: u16) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// A server may lie: it must neither keep us waiting nor fill our memory.
async fn connect<S: AsyncRead + AsyncWrite + Unpin>(
    link: &Link,
    reach: &impl AsyncFn(u16) -> io::Result<S>,
) -> Result<WebSocketStream<Patient<S>>, Error> {
    let opened = async {
        let url = format!("ws://localhost:{}/", link.port);
        let stream = Patient::new(reach(link.port).await?, link.patience);
        let config = WebSocketConfig::default()
            .read_buffer_size(4 * 1024)
            .max_write_buffer_size(MAX_UNREAD)
            .max_message_size(Some(MAX_MESSAGE))
            .max_frame_size(Some(MAX_MESSAGE));
        let opened = client_async_with_config(url, stream, Some(config));
        Ok(opened.await?.0)
    };
    let late = Err(Error::Io(io::ErrorKind::TimedOut.into()));
    timeout(link.patience, opened).await.unwrap_or(late)
}

// ANCHOR: talk
/// What the room has said to our name.
#[derive(PartialEq)]
enum Named {
    NotYet,
    No,
    Yes,
}

/// `known`: whether the room has ever let us in. Until it does so on this
/// connection, what is typed waits: it would be taken for a name.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    mut socket: WebSocketStream<Patient<S>>,
    link: &mut Link,
    known: &mut bool,
    typed: &mut mpsc::Receiver<Vec<u8>>,
    show: &impl Fn(&str),
) -> End {
    let name = Message::text(link.name.as_str());
    if let Err(error) = socket.send(name).await {
        return End::Lost(error.to_string());
    }
    let (heartbeat, mut named) = (Heartbeat::default(), Named::NotYet);
    let mut stops =
        std::pin::pin!(heartbeat.stops(link.heartbeat, link.patience));
    loop {
        let done = tokio::select! {
            heard = socket.next() => {
                heartbeat.heard();
                match heard {
                    Some(Ok(Message::Text(text))) => {
                        show(&text);
                        // It has let us in: the next loss is a new one. To
                        // be asked for our name is not enough.
                        if text.starts_with("* welcome") {
                            link.backoff.reset();
                            (*known, named) = (true, Named::Yes);
                        }
                        let refused = text.starts_with("* error");
                        if refused && named == Named::NotYet {
                            // Perhaps our own ghost is still there.
                            if *known {
                                return End::Lost("not let in".to_string());
                            }
                            named = Named::No;
                        }
                        Ok(())
                    }
                    Some(Ok(Message::Close(close))) => {
                        return End::Lost(said(close));
                    }
                    Some(Ok(_)) => Ok(()),
                    Some(Err(error)) => Err(error),
                    None => return End::Lost("connection lost".to_string()),
                }
            }
            line = typed.recv(), if named != Named::NotYet => match line {
                Some(line) => {
                    let text = String::from_utf8_lossy(&line);
                    let text = text.trim_end_matches(['\r', '\n']);
                    if named == Named::No {
                        link.name = text.to_string();
                        named = Named::NotYet;
                    }
                    socket.send(Message::text(text)).await
                }
                None => {
                    leave(socket, link.patience).await;
                    return End::Said;
                }
            },
            () = heartbeat.ask.notified() => {
                socket.send(Message::Ping(Default::default())).await
            }
            () = &mut stops => {
                return End::Lost("no answer to a ping".to_string());
            }
        };
        if let Err(error) = done {
            return End::Lost(error.to_string());
        }
    }
}
// ANCHOR_END: talk

/// Why the server closes.
fn said(close: Option<CloseFrame>) -> String {
    match close {
        None => "closed without a code".to_string(),
        Some(CloseFrame { code, reason }) if reason.is_empty() => {
            format!("closed with {code}")
        }
        Some(close) => close.to_string(),
    }
}

/// Says goodbye, and waits for the server to say the same.
async fn leave<S: AsyncRead + AsyncWrite + Unpin>(
    mut socket: WebSocketStream<Patient<S>>,
    limit: Duration,
) {
    let goodbye = async {
        let (code, reason) = (CloseCode::Normal, "".into());
        socket.close(Some(CloseFrame { code, reason })).await?;
        while let Some(message) = socket.next().await {
            message?;
        }
        Ok::<(), Error>(())
    };
    let _ = timeout(limit, goodbye).await;
}
// ANCHOR_END: all

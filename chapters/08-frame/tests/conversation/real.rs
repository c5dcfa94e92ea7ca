//! Once over real sockets, with the clock that everybody has.

use std::io::ErrorKind;
use std::time::Duration;

use frame::{Close, Config, Message, Role, WebSocket, serve};
use kit::{spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use upgrade::{ask, fresh_key};

use crate::{close, framed, masked};

const PATIENCE: Duration = Duration::from_secs(10);

async fn connected(port: u16) -> TcpStream {
    let stream = ping::connect(port).await.unwrap();
    let key = fresh_key();
    let asked = ask(stream, "localhost", "/", &key);
    within("the handshake", asked).await.unwrap().stream
}

async fn says(socket: &mut WebSocket<TcpStream>, text: &str) {
    let message = Message::Text(text.to_string());
    socket.send(&message);
    let heard = within("the echo", socket.next(PATIENCE)).await;
    assert_eq!(heard.unwrap(), Some(message));
}

#[tokio::test]
async fn one_client_s_rubbish_harms_no_other_and_shutdown_tells_all() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (end, ended) = oneshot::channel::<()>();
    let shutdown = async { drop(ended.await) };
    let config = Config::default();
    let server = spawn(serve(config, vec![listener], None, shutdown));
    let (rest, limits) = (Default::default(), Default::default());
    let stream = connected(port).await;
    let mut good = WebSocket::new(stream, Role::Client, rest, limits);
    says(&mut good, "before").await;
    for (rubbish, code, reason) in [
        (framed(0x81, b"no mask"), 1002, "a frame of a client without a mask"),
        (
            b"\x82\xff\x80\0\0\0\0\0\0\0\0\0\0\0".to_vec(),
            1002,
            "the top bit of a length is set",
        ),
        (masked(0x81, b"\xff"), 1007, "not UTF-8"),
    ] {
        let mut bad = connected(port).await;
        bad.write_all(&rubbish).await.unwrap();
        let mut heard = Vec::new();
        let read = bad.read_to_end(&mut heard);
        within("the end of the bad one", read).await.unwrap();
        assert_eq!(heard, close(code, reason));
        says(&mut good, "meanwhile").await;
    }
    says(&mut good, &"long ".repeat(100_000)).await;
    end.send(()).unwrap();
    let heard = within("1001", good.next(PATIENCE)).await;
    assert_eq!(heard.unwrap(), None);
    good.finish(PATIENCE).await;
    within("the server's end", server).await.unwrap().unwrap();
    let refused = ping::connect(port).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
    assert_eq!(Close::GOING_AWAY, 1001);
}

#[tokio::test]
async fn whoever_connects_while_others_are_told_is_refused() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (end, ended) = oneshot::channel::<()>();
    let shutdown = async { drop(ended.await) };
    let config = Config::default();
    let server = spawn(serve(config, vec![listener], None, shutdown));
    let mut ann = connected(port).await;
    end.send(()).unwrap();
    let mut heard = close(1001, "the server ends");
    within("1001", ann.read_exact(&mut heard)).await.unwrap();
    assert_eq!(heard, close(1001, "the server ends"));
    // She does not answer, so the server is still there.
    assert!(!server.is_finished());
    let late = ping::connect(port).await.unwrap_err();
    assert_eq!(late.kind(), ErrorKind::ConnectionRefused);
    drop(ann);
    within("the server's end", server).await.unwrap().unwrap();
}

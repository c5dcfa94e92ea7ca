//! Who comes while the server ends, over real sockets.

use std::io::ErrorKind;

use kit::{spawn, within};
use tokio::io::AsyncReadExt;
use tokio::sync::oneshot;
use upgrade::{ask, fresh_key};
use websocket::{Chat, Config, serve};

#[tokio::test]
async fn whoever_connects_while_others_are_told_is_refused() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let chat = Chat::new(Config::default(), |_| {});
    let (end, ended) = oneshot::channel::<()>();
    let ended = async { drop(ended.await) };
    let server = spawn(serve(chat, vec![listener], None, ended));
    let stream = ping::connect(port).await.unwrap();
    let key = fresh_key();
    let asked = ask(stream, "localhost", "/echo", &key);
    let mut ann = within("the handshake", asked).await.unwrap().stream;
    end.send(()).unwrap();
    let mut close = [0; 4];
    within("1001", ann.read_exact(&mut close)).await.unwrap();
    assert_eq!((close[0], &close[2..]), (0x88, &b"\x03\xe9"[..]));
    // She does not answer, so the server is still there.
    assert!(!server.is_finished());
    let late = ping::connect(port).await.unwrap_err();
    assert_eq!(late.kind(), ErrorKind::ConnectionRefused);
    drop(ann);
    within("the server's end", server).await.unwrap().unwrap();
}

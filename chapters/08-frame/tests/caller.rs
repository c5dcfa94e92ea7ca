//! The client of `connect`, and a server that does not mean well.

use frame::{Message, Role, WebSocket};
use kit::{Program, within};
use upgrade::{Config, open};

const CHAPTER: &str = env!("CARGO_BIN_EXE_chapter-08");

#[tokio::test]
async fn what_is_heard_cannot_move_the_cursor() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let run = format!("connect unseen --port {port}");
    let mut program = Program::start(CHAPTER, &run);
    let accepted = within("a connection", listener.accept()).await;
    let opening = Config::default();
    let opened = open(&opening, accepted.unwrap().0);
    let opened = within("the handshake", opened).await.unwrap();
    let (stream, rest) = (opened.stream, opened.rest);
    let mut socket =
        WebSocket::new(stream, Role::Server, rest, Default::default());
    socket.send(&Message::Text("\x1b[2Jhi\r\nheard \u{9b}".to_string()));
    let idle = std::time::Duration::from_secs(10);
    let said = within("what it says", socket.next(idle)).await.unwrap();
    assert!(matches!(said, Some(Message::Text(_))), "{said:?}");
    let closed = within("its goodbye", socket.next(idle)).await.unwrap();
    assert_eq!(closed, None);
    within("the end", socket.finish(idle)).await;
    // More than a row of the dump holds, so this is not in one of them.
    let heard = program.line_with("heard .[2Jhi");
    assert_eq!(heard, "heard .[2Jhi..heard .");
    let (status, _) = program.end();
    assert!(status.success(), "{status}");
}

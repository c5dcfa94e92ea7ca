//! Servers that lie.

use tokio::io::AsyncWriteExt;

use crate::ends::{guest, texts};

#[tokio::test]
async fn a_server_that_asks_and_never_reads_is_left_before_memory_is_full() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut ann = guest("ann", port);
    let mut liar = texts(&listener).await.stream;
    // Each is a sign of life, and a pong of the same length is due for each.
    let ping = [&[0x89, 125][..], &[0; 125]].concat();
    let pings = ping.repeat(1 << 10);
    let flood = async { while liar.write_all(&pings).await.is_ok() {} };
    let left = async {
        let why = ann.shows("(").await;
        assert!(why.contains("the peer does not read"), "{why}");
    };
    tokio::join!(flood, left);
}

#[tokio::test]
async fn a_server_that_takes_nothing_of_what_is_typed_is_left() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut ann = guest("ann", port);
    let mut deaf = texts(&listener).await;
    deaf.say("* welcome, ann; others here: 0").await;
    let typed = ann.typed.clone();
    let long = b"x".repeat(100_000);
    let types = async { while typed.send(long.clone()).await.is_ok() {} };
    tokio::select! {
        () = types => panic!("it has given up"),
        why = ann.shows("(") => {
            assert!(why.contains("the peer does not read"), "{why}");
        }
    }
    drop(deaf);
}

#[tokio::test]
async fn a_message_longer_than_any_room_says_is_refused_at_its_header() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut ann = guest("ann", port);
    let mut liar = texts(&listener).await.stream;
    liar.write_all(b"\x81\x7f\0\0\0\0\0\x01\0\x01").await.unwrap();
    let why = ann.shows("(").await;
    assert!(why.contains("Message too long: 65537 > 65536"), "{why}");
}

#[tokio::test]
async fn what_a_server_says_cannot_move_the_cursor() {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut ann = guest("ann", port);
    let mut liar = texts(&listener).await;
    liar.say("bob: \x1b[2Jhi\r\n* you win\u{9b}\x07").await;
    assert_eq!(ann.shows("bob").await, "bob: .[2Jhi..* you win..");
    liar.send(frame::Opcode::Close, b"\x03\xe8\x1b[2J").await;
    let why = ann.shows("(").await;
    assert!(why.starts_with("(.[2J (1000); next try in "), "{why}");
}

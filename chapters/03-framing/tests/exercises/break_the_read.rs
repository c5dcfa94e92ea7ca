//! 03.3: a command that nobody gave.

use framing::Lines;
use kit::{Delivery, expect_wire, readable, send, spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wiretap::pair;

use crate::break_the_read;

#[exercise::check(break_the_read)]
#[tokio::test(start_paused = true)]
async fn ex_03_3_the_same_bytes_open_the_door() {
    let sent = "do not open the door\n";
    assert_eq!(break_the_read::SENT, sent, "the client's line stays as it is");
    let reads = break_the_read::reads();
    expect_wire(
        reads.concat().as_bytes(),
        sent.as_bytes(),
        "The network may cut, but it changes nothing: joined together, your \
         reads are what the client sent, byte for byte (hint 1).",
    );
    let pieces = reads.iter().map(|read| read.as_bytes().to_vec()).collect();
    let delivery = Delivery { name: "as you cut it", pieces };

    let (mut client, mut server) = pair();
    let door = spawn(async move {
        let mut buffer = [0; 1024];
        let mut story = Vec::new();
        let mut open = false;
        loop {
            let size = server.read(&mut buffer).await.unwrap();
            let read = &buffer[..size];
            if size == 0 {
                return (open, story.join(" "));
            }
            open |= read == b"open the door\n";
            story.push(format!("\"{}\"", readable(read)));
        }
    });
    send(&mut client, &delivery).await.unwrap();
    client.shutdown().await.unwrap();
    let (open, story) = within("the door", door).await.unwrap();
    assert!(
        open,
        "the door stays shut. The server's reads were\n  {story}\nand none of \
         them was a command that it knows\nWhich bytes must one of them \
         bring, no more and no less? (hint 2)"
    );

    // And this is what the chapter is for: a door that reads lines.
    let (mut client, server) = pair();
    send(&mut client, &delivery).await.unwrap();
    let mut lines = Lines::new(server, 1024);
    let line = within("the line", lines.next()).await.unwrap();
    assert_eq!(line.as_deref(), Some("do not open the door"));
}

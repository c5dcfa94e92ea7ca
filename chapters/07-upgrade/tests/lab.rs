//! What the lab tells a page, and a recording of it for pages that find
//! nobody: made by the code that the running chapter tells it with.

use std::time::Duration;

use bytes::Bytes;
use kit::{spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use upgrade::{Config, HELLO, ask, greet, line, open};
use wiretap::{Direction, Event, Piece, Recorder, Recording, Side, Tap, Wire};

/// The RFC's own, so that its answer can be looked up.
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
/// One way.
const DELAY: Duration = Duration::from_millis(25);

#[tokio::test(start_paused = true)]
async fn the_recording_for_the_page_is_what_the_chapter_tells() {
    let recording = Recording::default();
    let wire = Wire { delay: DELAY, ..Wire::default() };
    let (client, server) = wire.connect(Recorder::new(|_| {}));
    let server = Tap::new(server, Side::Server, recording.recorder());
    let serving = spawn(async {
        let opened = open(&Config::default(), server).await.unwrap();
        greet(opened).await.unwrap();
    });
    let mut answer =
        within("101", ask(client, "localhost:8888", "/", KEY)).await.unwrap();
    while answer.rest.len() < HELLO.len() {
        let read = answer.stream.read_buf(&mut answer.rest);
        assert_ne!(within("hello", read).await.unwrap(), 0);
    }
    answer.stream.shutdown().await.unwrap();
    within("the server's end", serving).await.unwrap();
    let lines: Vec<_> = recording.pieces().iter().map(line).collect();
    kit::pin!("lab-handshake", lines.join("\n"));
}

#[test]
fn of_a_long_piece_the_line_has_the_size_and_the_beginning() {
    let line = line(&piece(Event::Bytes(Bytes::from(vec![0xab; 1025]))));
    let start = r#"{"connection":3,"way":"up","us":1500,"size":1025,"#;
    assert_eq!(line, format!("{start}\"bytes\":\"{}\"}}", "ab".repeat(1024)));
}

#[test]
fn an_end_is_a_line_that_says_which() {
    let start = r#"{"connection":3,"way":"up","us":1500,"#;
    assert_eq!(line(&piece(Event::Fin)), format!("{start}\"end\":\"FIN\"}}"));
    assert_eq!(line(&piece(Event::Rst)), format!("{start}\"end\":\"RST\"}}"));
}

fn piece(event: Event) -> Piece {
    let sent = Duration::from_micros(1500);
    let direction = Direction::ToServer;
    Piece { connection: 3, direction, event, sent, received: Some(sent) }
}

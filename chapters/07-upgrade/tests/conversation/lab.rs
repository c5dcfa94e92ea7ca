//! What the page beside a running chapter gets to see.

use std::net::TcpListener;
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::TcpStream;
use upgrade::Lab;
use wiretap::{Direction, Event, Piece};

type Events = Lines<BufReader<TcpStream>>;

/// Listens to a lab, and gives the status first.
async fn listen(port: u16, fields: &str) -> Option<(String, Events)> {
    let mut stream = ping::connect(port).await.ok()?;
    let ask =
        format!("GET /events HTTP/1.1\r\nHost: localhost\r\n{fields}\r\n");
    stream.write_all(ask.as_bytes()).await.ok()?;
    let mut lines = BufReader::new(stream).lines();
    let status = lines.next_line().await.ok()??;
    Some((status, lines))
}

/// A lab, and somebody who listens to it. Another program may take a port
/// between two looks at it: then we look for another one.
async fn lab() -> (Lab, u16, Events) {
    lab_for(&[], "http://localhost:3000").await
}

/// A lab for pages of these origins too, and one of this origin.
async fn lab_for(origins: &[String], origin: &str) -> (Lab, u16, Events) {
    let fields = format!("Origin: {origin}\r\n");
    for _ in 0..20 {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let lab = Lab::open(port, origins).await;
        assert!(!lab.is_watched(), "nobody has come yet");
        let listening = listen(port, &fields);
        let heard = kit::within("the lab's answer", listening).await;
        if let Some((status, events)) = heard {
            if status == "HTTP/1.1 200 OK" && lab.is_watched() {
                return (lab, port, events);
            }
        }
    }
    panic!("no free port in twenty attempts");
}

fn piece(direction: Direction, event: Event) -> Piece {
    let sent = Duration::from_micros(1500);
    Piece { connection: 7, direction, event, sent, received: Some(sent) }
}

async fn event(events: &mut Events) -> String {
    loop {
        let line = kit::within("an event", events.next_line()).await;
        let line = line.unwrap().expect("the stream goes on");
        if let Some(data) = line.strip_prefix("data: ") {
            return data.to_string();
        }
    }
}

#[tokio::test]
async fn what_the_tap_sees_arrives_as_events_in_one_line_of_json_each() {
    let (lab, _, mut events) = lab().await;
    let bytes = Bytes::from_static(b"\x81\x05Hello");
    for (direction, event) in [
        (Direction::ToClient, Event::Bytes(bytes)),
        (Direction::ToServer, Event::Fin),
        (Direction::ToClient, Event::Rst),
    ] {
        lab.tell(&piece(direction, event));
    }
    for expected in [
        r#"{"connection":7,"way":"down","us":1500,"size":7,"bytes":"810548656c6c6f"}"#,
        r#"{"connection":7,"way":"up","us":1500,"end":"FIN"}"#,
        r#"{"connection":7,"way":"down","us":1500,"end":"RST"}"#,
    ] {
        assert_eq!(event(&mut events).await, expected);
    }
}

#[tokio::test]
async fn of_a_big_piece_the_beginning_is_shown_and_the_size_of_all() {
    let (lab, _, mut events) = lab().await;
    for (size, shown) in [(1024, 1024), (1025, 1024), (1 << 20, 1024)] {
        let bytes = Bytes::from(vec![b'x'; size]);
        lab.tell(&piece(Direction::ToServer, Event::Bytes(bytes)));
        let hex = "78".repeat(shown);
        let expected = format!(
            r#"{{"connection":7,"way":"up","us":1500,"size":{size},"bytes":"{hex}"}}"#
        );
        assert_eq!(event(&mut events).await, expected);
    }
}

#[tokio::test]
async fn pages_of_other_sites_may_not_look_on() {
    let (_lab, port, _) = lab().await;
    for (origin, status) in [
        ("http://127.0.0.1:3000", "HTTP/1.1 200 OK"),
        ("https://evil.example", "HTTP/1.1 403 Forbidden"),
        ("null", "HTTP/1.1 403 Forbidden"),
    ] {
        let fields = format!("Origin: {origin}\r\n");
        let listening = listen(port, &fields);
        let heard = kit::within("the lab's answer", listening).await;
        assert_eq!(heard.unwrap().0, status, "{origin}");
    }
}

#[tokio::test]
async fn pages_of_a_site_that_was_named_may() {
    let named = ["https://book.example".to_string()];
    let (_lab, port, _) = lab_for(&named, "https://book.example").await;
    let listening = listen(port, "Origin: https://other.example\r\n");
    let heard = kit::within("the lab's answer", listening).await;
    assert_eq!(heard.unwrap().0, "HTTP/1.1 403 Forbidden");
}

//! The pictures, tables and numbers of chapter 07's page: all from recordings.

#[path = "conversation/capture.rs"]
mod capture;

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/faults.rs"]
mod faults;

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/request.rs"]
mod request;

use std::time::Duration;

use kit::picture::{Arrow, Picture, Plot, Sequence};
use kit::{spawn, within};
use request::{KEY, MASKED, OPENED, opening, rest, write};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, sleep}; // allowed: on a paused clock
use upgrade::{Config, HELLO, ask, greet, open, shown};
use wiretap::{Direction, Event, Piece, Recording, Side, Tap, Wire};

const COMMAND: &str = "cargo test -p chapter-07 --test pictures";
const RTT: Duration = Duration::from_millis(50);

/// A client opens a WebSocket over a link of 50 ms, hears the greeting, says
/// hello as the RFC does, and waits until the server hangs up. The pieces,
/// and how long it took until it was open.
async fn conversation() -> (Vec<Piece>, Duration) {
    let recording = Recording::default();
    let recorder = recording.recorder();
    let start = Instant::now();
    sleep(RTT).await; // SYN there, SYN-ACK back
    let wire = Wire { delay: RTT / 2, ..Wire::default() };
    let (client, server) = wire.connect(recorder);
    spawn(async move {
        let opened = open(&Config::default(), server).await.unwrap();
        greet(opened).await.unwrap();
    });
    let asking = ask(client, "localhost:8888", "/", KEY);
    let mut answer = within("it to open", asking).await.unwrap();
    let took = start.elapsed();
    while answer.rest.len() < HELLO.len() {
        let more = answer.stream.read_buf(&mut answer.rest);
        within("the greeting", more).await.unwrap();
    }
    assert_eq!(answer.rest, HELLO);
    write(&mut answer.stream, MASKED).await;
    assert_eq!(rest(&mut answer.stream).await, "");
    answer.stream.shutdown().await.unwrap();
    sleep(RTT).await;
    (recording.pieces().into_iter().flat_map(writes).collect(), took)
}

/// The wire has carried in one piece what the server wrote in two: its
/// answer, and its greeting.
fn writes(piece: Piece) -> Vec<Piece> {
    match &piece.event {
        Event::Bytes(bytes) if bytes.ends_with(HELLO) => {
            let (head, hello) = bytes.split_at(bytes.len() - HELLO.len());
            assert_eq!(head, OPENED.as_bytes());
            let part = |bytes: &[u8]| {
                let event = Event::Bytes(bytes.to_vec().into());
                Piece { event, ..piece.clone() }
            };
            vec![part(head), part(hello)]
        }
        _ => vec![piece],
    }
}

/// Of a head, its first line; the rest in hex.
fn arrow(piece: &Piece) -> Arrow {
    let mut arrow = Arrow::from(piece);
    if let Event::Bytes(bytes) = &piece.event {
        if bytes.ends_with(b"\r\n\r\n") {
            let text = String::from_utf8_lossy(bytes);
            let first = text.lines().next().unwrap_or_default();
            let first = first.trim_start_matches("HTTP/1.1 ");
            arrow.label = first.trim_end_matches(" HTTP/1.1").to_string();
        } else {
            arrow.label = kit::hex(bytes);
        }
    }
    arrow
}

#[tokio::test(start_paused = true)]
async fn the_handshake_is_drawn_and_takes_two_round_trips() {
    let (pieces, took) = conversation().await;
    assert_eq!(took, RTT * 2, "TCP's handshake, and ours");
    let mut arrows = vec![
        segment(Direction::ToServer, "SYN (model)", 0),
        segment(Direction::ToClient, "SYN, ACK (model)", 25),
    ];
    arrows.extend(pieces[..3].iter().map(arrow));
    let picture = Sequence::of_arrows("upgrade-handshake", arrows)
        .caption(
            "A WebSocket is opened, over a link of 50 ms there and back. One \
             request, one answer, and right behind the answer the server \
             speaks, unasked. TCP's own handshake is drawn from the model.",
        )
        .command(COMMAND);
    kit::pin!("upgrade-handshake", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn what_the_client_says_is_heard_and_not_understood() {
    let (pieces, _) = conversation().await;
    let arrows = pieces[1..].iter().map(arrow).collect();
    let picture = Sequence::of_arrows("upgrade-unheard", arrows)
        .caption(
            "The same conversation goes on. The client says `Hello`, in \
             eleven bytes. Nobody answers. After five minutes the server has \
             had enough.",
        )
        .command(COMMAND);
    kit::pin!("upgrade-unheard", picture.figure());
}

fn segment(direction: Direction, label: &str, at: u64) -> Arrow {
    let sent = Duration::from_millis(at);
    Arrow::segment(direction, label, sent, Some(sent + RTT / 2))
}

/// Who needs a line of Chromium's request, and what for.
#[derive(Clone, Copy, PartialEq)]
enum For {
    Handshake,
    Origin,
    Offer,
    Caches,
    Habit,
}

fn purpose(name: &str) -> (For, &'static str) {
    match name {
        "GET / HTTP/1.1" => {
            (For::Handshake, "an ordinary request, with a path")
        }
        "Host" => (For::Handshake, "which of the names at this address"),
        "Upgrade" => (For::Handshake, "let us change the protocol"),
        "Connection" => {
            (For::Handshake, "`Upgrade` is for you, not to be passed on")
        }
        "Sec-WebSocket-Version" => {
            (For::Handshake, "as in the RFC, and not as in a draft")
        }
        "Sec-WebSocket-Key" => {
            (For::Handshake, "show me that you have read this")
        }
        "an empty line" => (For::Handshake, "the end of the head"),
        "Origin" => (For::Origin, "from where the page was loaded"),
        "Sec-WebSocket-Extensions" => (For::Offer, "we could compress"),
        "Pragma" | "Cache-Control" => {
            (For::Caches, "whoever keeps answers shall not give one")
        }
        "User-Agent" => (For::Habit, "which browser this is"),
        "Accept-Encoding" | "Accept-Language" => {
            (For::Habit, "for an answer with a body, which does not come")
        }
        other => panic!("what is {other} for?"),
    }
}

/// Each line of Chromium's request: its name, its bytes, and what for.
fn lines() -> Vec<(String, usize, (For, &'static str))> {
    let asked = String::from_utf8(capture::chromium().asked).unwrap();
    let lines = asked.split_inclusive("\r\n").map(|line| {
        let name = line.split(": ").next().unwrap_or_default().trim_end();
        let name = if name.is_empty() { "an empty line" } else { name };
        (name.to_string(), line.len(), purpose(name))
    });
    lines.collect()
}

#[test]
fn every_line_of_chromium_s_request_has_a_purpose_and_a_price() {
    let lines = lines();
    let mut rows = vec![
        "| Chromium sends | bytes | what it says |".to_string(),
        "|---|---|---|".to_string(),
    ];
    for (name, size, (_, what)) in &lines {
        let name = match name.starts_with("an ") {
            true => name.clone(),
            false => format!("`{name}`"),
        };
        rows.push(format!("| {name} | {size} | {what} |"));
    }
    let all: usize = lines.iter().map(|line| line.1).sum();
    assert_eq!(all, capture::chromium().asked.len());
    rows.push(format!("| **all of it** | **{all}** | |"));
    kit::pin!("chromium-fields", rows.join("\n"));
}

#[test]
fn a_browser_s_handshake_is_accounted_for_to_the_byte() {
    let lines = lines();
    let size = |what: For| {
        let sizes = lines.iter().filter(|line| line.2.0 == what);
        sizes.map(|line| line.1).sum::<usize>() as u64
    };
    let (asked, origin) = (size(For::Handshake), size(For::Origin));
    let rest = size(For::Offer) + size(For::Caches) + size(For::Habit);
    let ours = upgrade::request("localhost:8888", "/", KEY).len() as u64;
    assert_eq!(asked, ours, "what Chromium has to say is what our client says");
    let answer = capture::chromium().answer.len() as u64;
    let picture = Plot::new("upgrade-browser", "bytes")
        .stacked("what the handshake needs", asked, 0)
        .stacked("the origin", origin, 0)
        .stacked("an offer to compress", 0, size(For::Offer))
        .stacked("for caches on the way", 0, size(For::Caches))
        .stacked("a browser's habits", 0, size(For::Habit))
        .stacked("all of it", asked + origin, rest)
        .stacked("our own client's request", ours, 0)
        .stacked("the answer", answer, 0)
        .caption(
            "One `new WebSocket(…)` of Chromium. Full is what the handshake \
             needs, and the server's check of the origin. Our own client is \
             no page, and sends the first bar only.",
        )
        .command("chapters/07-upgrade/tests/captures/record");
    kit::pin!("upgrade-browser", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn what_chromium_says_is_seen_by_the_server_s_tap() {
    let capture = capture::chromium();
    let (mut client, server) = wiretap::pair();
    let recording = Recording::default();
    let tap = Tap::new(server, Side::Server, recording.recorder());
    spawn(async move {
        let opened = open(&Config::default(), tap).await.unwrap();
        greet(opened).await.unwrap();
    });
    write(&mut client, &capture.asked).await;
    let mut answer = vec![0; capture.answer.len() + HELLO.len()];
    let read = client.read_exact(&mut answer);
    within("the answer", read).await.unwrap();
    write(&mut client, &capture.said).await;
    tokio::task::yield_now().await;
    let rows: String = recording.pieces().iter().map(shown).collect();
    let at = rows.rfind(" 1 ").unwrap();
    assert!(rows[at..].contains("81 85"), "{rows}");
    let (opened, said) = rows.split_at(at);
    kit::pin!("chromium-opens", opened.trim_end());
    kit::pin!("chromium-says", said.trim_end());
}

#[tokio::test(start_paused = true)]
async fn what_is_refused_is_told_in_a_table() {
    let mut answers: Vec<(String, Vec<&str>)> = Vec::new();
    for (what, request, ..) in faults::faults() {
        let (mut client, _opened) = opening(Config::default());
        let _ = client.write_all(request.as_bytes()).await;
        client.shutdown().await.unwrap();
        let answer = rest(&mut client).await;
        let mut lines = answer.lines();
        let status = lines.next().unwrap().trim_start_matches("HTTP/1.1 ");
        let fields = lines.take_while(|line| *line != "Connection: close");
        let fields: Vec<_> = fields.map(|line| format!("`{line}`")).collect();
        let answer = format!("{status} | {}", fields.join(", "));
        match answers.iter_mut().find(|(known, _)| *known == answer) {
            Some((_, whats)) => whats.push(what),
            None => answers.push((answer, vec![what])),
        }
    }
    let mut rows = vec![
        "| the request has | the answer | and in its head |".to_string(),
        "|---|---|---|".to_string(),
    ];
    for (answer, whats) in answers {
        rows.push(format!("| {} | {answer} |", whats.join("; ")));
    }
    kit::pin!("what-is-refused", rows.join("\n"));
}

#[tokio::test(start_paused = true)]
async fn the_price_of_opening_is_counted_from_the_wire() {
    let (pieces, took) = conversation().await;
    let size = |piece: &Piece| match &piece.event {
        Event::Bytes(bytes) => bytes.len(),
        Event::Fin | Event::Rst => 0,
    };
    let (up, down) = (size(&pieces[0]), size(&pieces[1]));
    assert_eq!(down, OPENED.len());
    let trips = took.as_millis() / RTT.as_millis();
    let browser = capture::chromium().asked.len();
    let rows = [
        ("opening a WebSocket, as few fields as allowed", up),
        ("opening a WebSocket, Chromium's fields", browser),
    ];
    let rows = rows.map(|(what, up)| {
        format!("| 07 | {what} | {up} | {down} | {trips} + 0 | then, either |")
    });
    kit::pin!("price-of-opening", rows.join("\n"));
    kit::pin!("browser-sum", format!("{browser}"));
}

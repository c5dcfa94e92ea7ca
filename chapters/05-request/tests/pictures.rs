//! The page's pictures, prices and sums, from recordings of real
//! conversations, and the model of packets beside what a machine really sent.

use std::time::Duration;

use bytes::Bytes;
use kit::picture::{self, Arrow, Picture, Plot, Sequence};
use kit::{spawn, within};
use request::{
    BROWSER, Client, Config, HEADERS, Packets, SETUPS, SYN, WAYS, Way, answer,
    simulated,
};
use tokio::time::sleep; // allowed: on a paused clock
use wiretap::{Direction, Event, Piece, Recording, Wire};

const RTT: Duration = Duration::from_millis(50);
const RECORDED: &str = "cargo test -p chapter-05 --test pictures";
const FRESH: Way = Way { kept: false, browser: false };
const BROWSERS: Way = Way { kept: false, browser: true };

#[tokio::test(start_paused = true)]
async fn a_fresh_question_is_drawn_with_its_handshake() {
    let mut arrows = vec![
        segment(Direction::ToServer, "SYN (model)", 0),
        segment(Direction::ToClient, "SYN, ACK (model)", 25),
    ];
    let pieces = recorded(&FRESH.request()).await;
    arrows.extend(pieces.iter().map(Arrow::from));
    let picture = Sequence::of_arrows("request-fresh", arrows)
        .caption(
            "One question on a fresh connection, over a link of 50 ms there \
             and back. Nothing can be asked before the handshake has come \
             back: that is the first round trip. The wire does not see it, so \
             it is drawn from the model.",
        )
        .command(RECORDED);
    kit::pin!("request-fresh", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn the_bytes_of_a_request_with_one_field_are_drawn() {
    let request = FRESH.request();
    let line = b"GET /ping HTTP/1.1".len();
    let field = b"Host: 127.0.0.1:8888".len();
    let (line, rest) = request.split_at(line);
    let (end, rest) = rest.split_at(2);
    let (field, rest) = rest.split_at(field);
    let picture = picture::Bytes::new("request-head")
        .sent(Direction::ToServer)
        .overhead("method", &line[..4])
        .meant("target", &line[4..9])
        .overhead("version", &line[9..])
        .overhead("line end", end)
        .overhead("field", field)
        .overhead("line end", &rest[..2])
        .overhead("empty line", &rest[2..])
        .caption(
            "A request with the fewest fields that HTTP/1.1 allows: one. Five \
             bytes of it say what is wanted.",
        )
        .command(RECORDED);
    kit::pin!("request-head", picture.figure());
}

#[tokio::test(start_paused = true)]
async fn the_bytes_of_a_body_in_chunks_are_drawn() {
    let pieces =
        recorded(b"GET /pieces HTTP/1.1\r\nHost: 127.0.0.1:8888\r\n\r\n").await;
    let said = said(&pieces, Direction::ToClient);
    let head = said.windows(4).position(|w| w == b"\r\n\r\n").unwrap() + 4;
    let body = &said[head..];
    assert_eq!(body, b"2\r\npo\r\n2\r\nng\r\n0\r\n\r\n");
    let picture = picture::Bytes::new("request-chunks")
        .sent(Direction::ToClient)
        .overhead("size", &body[..3])
        .meant("chunk", &body[3..5])
        .overhead("line end", &body[5..7])
        .overhead("size", &body[7..10])
        .meant("chunk", &body[10..12])
        .overhead("line end", &body[12..14])
        .overhead("last chunk", &body[14..17])
        .overhead("empty line", &body[17..])
        .caption(
            "`pong` in two chunks, as `GET /pieces` answers. Each has its size \
             in front, in hex; the last one is empty.",
        )
        .command(RECORDED);
    kit::pin!("request-chunks", picture.figure());
}

#[test]
fn the_times_of_all_ways_are_plotted() {
    let mut plot = Plot::new("request-times", "ms");
    for way in WAYS {
        let cost = paused(simulated(way, RTT));
        plot = plot.bar(&way.to_string(), cost.time.as_millis() as u64);
    }
    for setup in SETUPS {
        let time = RTT * (setup.round_trips + 1);
        let label = format!("{} (computed)", setup.name);
        plot = plot.bar(&label, time.as_millis() as u64);
    }
    let picture = plot
        .caption(
            "The same question over a link of 50 ms there and back. A fresh \
             connection doubles the time, TLS adds to that, and the fields of \
             a browser, over this link, cost none.",
        )
        .command("cargo run -p chapter-05");
    kit::pin!("request-times", picture.figure());
}

/// The article says that an ajax call is 1200 bytes.
#[test]
fn one_fresh_question_of_a_browser_is_accounted_for_to_the_byte() {
    let cost = paused(simulated(BROWSERS, RTT));
    let packets = cost.packets(BROWSERS);
    let field = |(name, value): &(&str, &str)| name.len() + value.len() + 4;
    let fields: usize = BROWSER.iter().map(field).sum();
    let agent = field(&BROWSER[3]);
    assert_eq!(BROWSER[3].0, "User-Agent");
    let (target, pong) = (b"/ping".len(), b"pong".len());
    let parts = [
        ("/ping and pong", target + pong, 0),
        ("GET, HTTP/1.1, line ends", 0, 15 + 2),
        ("Host", 0, field(&BROWSER[0])),
        ("User-Agent", 0, agent),
        ("eleven more fields", 0, fields - agent - field(&BROWSER[0])),
        ("the answer's head", 0, cost.down - pong),
        ("ten headers of TCP/IP", 0, packets.bytes - cost.up - cost.down),
    ];
    let sum: usize = parts.iter().map(|part| part.1 + part.2).sum();
    assert_eq!(sum, packets.bytes);
    assert_eq!(packets.count, 10);
    let meant = (target + pong) as u64;
    let mut plot = Plot::new("request-account", "bytes");
    for (label, meant, overhead) in parts {
        plot = plot.stacked(label, meant as u64, overhead as u64);
    }
    let picture = plot
        .stacked("all of it", meant, sum as u64 - meant)
        .bar("what the article says", 1200)
        .caption(
            "One `fetch(\"/ping\")` of Chromium on a fresh connection, and \
             everything that crosses the wire for it. Dark is what was \
             meant; the last bar is the article's figure.",
        )
        .command(RECORDED);
    kit::pin!("request-account", picture.figure());
    kit::pin!("account-sum", format!("{sum}"));
}

#[test]
fn the_price_of_a_request_is_counted_from_the_wire() {
    let rows = [
        ("HTTP, as few fields as allowed", FRESH),
        ("HTTP, a browser's fields", BROWSERS),
        ("HTTP, the same, kept alive", Way { kept: true, browser: true }),
    ];
    let rows = rows.map(|(what, way)| {
        let cost = paused(simulated(way, RTT));
        let (up, down, trips) = (cost.up, cost.down, cost.round_trips(RTT));
        format!("| 05 | {what} | {up} | {down} | {} + 1 | client |", trips - 1)
    });
    kit::pin!("price-of-a-request", rows.join("\n"));
}

#[test]
fn the_time_is_a_whole_number_of_round_trips_on_any_link() {
    for ms in [2, 10, 50, 80, 300] {
        let rtt = Duration::from_millis(ms);
        for way in WAYS {
            let cost = paused(simulated(way, rtt));
            let trips = if way.kept { 1 } else { 2 };
            assert_eq!(cost.time, rtt * trips, "{way} at {ms} ms");
            assert_eq!(cost.round_trips(rtt), trips);
        }
    }
}

#[test]
fn the_model_of_packets_is_what_a_machine_sent() {
    let model = |way: Way| paused(simulated(way, RTT)).packets(way);
    let fresh = packets(include_str!("captures/fresh.txt"));
    assert_eq!(sum(&fresh), model(FRESH));
    let browser = packets(include_str!("captures/fresh-browser.txt"));
    assert_eq!(sum(&browser), model(BROWSERS));
    // Five questions: opened with three packets, closed with three, and the
    // first one acknowledged at once. The others are as the model says.
    let kept = packets(include_str!("captures/kept.txt"));
    let last = &kept[kept.len() - 6..kept.len() - 3];
    assert_eq!(sum(last), model(Way { kept: true, browser: true }));
    let rest = [&kept[..8], &kept[kept.len() - 3..]].concat();
    assert!(rest.iter().all(|(flags, size)| match flags.contains('S') {
        true => *size == SYN,
        false => *size >= HEADERS,
    }));
}

/// Flags and bytes of each packet.
fn packets(capture: &str) -> Vec<(String, usize)> {
    let lines = capture.lines().filter(|line| !line.starts_with('#'));
    let packet = |line: &str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        (fields[3].to_string(), fields[4].parse().unwrap())
    };
    lines.map(packet).collect()
}

fn sum(packets: &[(String, usize)]) -> Packets {
    let bytes = packets.iter().map(|packet| packet.1).sum();
    Packets { count: packets.len(), bytes }
}

fn segment(direction: Direction, label: &str, at: u64) -> Arrow {
    let sent = Duration::from_millis(at);
    Arrow::segment(direction, label, sent, Some(sent + RTT / 2))
}

/// One request on a fresh connection, and its answer, with a date that stays.
async fn recorded(request: &[u8]) -> Vec<Piece> {
    let recording = Recording::default();
    let recorder = recording.recorder();
    sleep(RTT).await;
    let wire = Wire { delay: RTT / 2, ..Wire::default() };
    let (client, server) = wire.connect(recorder);
    spawn(async move { answer(&Config::default(), server).await });
    let mut client = Client::new(client);
    within("the answer", client.ask(request)).await.unwrap();
    let mut pieces = recording.pieces();
    for piece in &mut pieces {
        if let Event::Bytes(bytes) = &mut piece.event {
            *bytes = dated(bytes);
        }
    }
    pieces
}

/// The date of RFC 9110's example: as long as any other.
fn dated(bytes: &[u8]) -> Bytes {
    const DATE: &[u8] = b"Sun, 06 Nov 1994 08:49:37 GMT";
    let mut bytes = bytes.to_vec();
    let at = bytes.windows(6).position(|window| window == b"date: ");
    if let Some(at) = at {
        bytes[at + 6..at + 6 + DATE.len()].copy_from_slice(DATE);
    }
    bytes.into()
}

fn said(pieces: &[Piece], direction: Direction) -> Vec<u8> {
    let mut said = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.direction == direction) {
        if let Event::Bytes(bytes) = &piece.event {
            said.extend_from_slice(bytes);
        }
    }
    said
}

/// Runs on a paused clock of its own, as the program does.
fn paused<T>(future: impl Future<Output = std::io::Result<T>>) -> T {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_time().start_paused(true).build().unwrap();
    runtime.block_on(future).unwrap()
}

//! The article's two claims about WebSockets, settled: bytes and
//! milliseconds of all the ways, over a wire with a round trip of 50 ms, on
//! a paused clock.

#[path = "settled/socket.rs"]
mod socket;

#[path = "settled/spent.rs"]
mod spent;

#[allow(dead_code)] // chapter 06's, shared with the tests of its server
#[path = "../../06-push/tests/conversation/web.rs"]
mod web;

#[path = "../../06-push/tests/pictures/way.rs"]
mod way;

use std::time::Duration;

use kit::picture::{Picture, Plot};
use request::{BROWSER, HEADERS, Packets, SETUPS, WAYS, simulated};
use spent::{Spent, asking, hearing};
use way::{Line, Way, hear, hear_with};
use web::MS;

const COMMAND: &str = "cargo test -p chapter-09 --test settled";
/// There and back.
const RTT: Duration = Duration::from_millis(50);
const LINE: Line = Line { delay: Duration::from_millis(25), period: 1000 };
/// One message in so long, and so many runs, in which it is said at moments
/// that are spread evenly over the second of a poll.
const SPAN: Duration = Duration::from_secs(10);
const PHASES: u32 = 50;

/// In which way, and what it costs.
type Row = (&'static str, Spent);

/// A client asks, and the answer is there.
async fn all_who_ask() -> Vec<Row> {
    let mut rows = Vec::new();
    for way in WAYS.into_iter().filter(|way| way.browser) {
        let name = match way.kept {
            false => "a request, fresh",
            true => "a request, kept alive",
        };
        let cost = simulated(way, RTT).await.unwrap();
        let (time, packets) = (cost.time, cost.packets(way));
        let (up, down) = (cost.up, cost.down);
        let meant = "/ping".len() + "pong".len();
        rows.push((name, Spent { up, down, packets, time, meant }));
    }
    rows.push(("a WebSocket", asking(RTT).await));
    rows
}

/// The server says something, and the client hears it.
async fn all_who_hear() -> Vec<Row> {
    let ways = [
        ("polling each second", Way::Poll),
        ("long polling", Way::Wait),
        ("server-sent events", Way::Events),
    ];
    let mut rows = Vec::new();
    for (name, way) in ways {
        let (mut time, mut last) = (Duration::ZERO, None);
        for phase in 0..PHASES {
            let said = 5015 * MS + 1000 * MS / PHASES * phase;
            let end = SPAN - MS;
            let heard = hear_with(&BROWSER, LINE, way, &[said], end).await;
            time += heard.delays[0];
            last = Some(heard);
        }
        let spent = Spent::hearing(way, &last.unwrap());
        // Answers are those that chapter 06 has counted, without a browser.
        let bare = hear(LINE, way, &[5015 * MS], SPAN - MS).await;
        assert_eq!(spent.down, Spent::hearing(way, &bare).down);
        rows.push((name, Spent { time: time / PHASES, ..spent }));
    }
    rows.push(("a WebSocket", hearing(RTT).await));
    rows
}

fn table(rows: &[Row]) -> String {
    let row = |(name, spent): &Row| {
        let Spent { up, down, packets, time, .. } = spent;
        let (time, all) = (time.as_millis(), packets.bytes);
        format!("| {name} | {time} | {up} | {down} | {all} |")
    };
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

#[tokio::test(start_paused = true)]
async fn what_it_costs_to_ask_and_to_be_told() {
    let (asked, heard) = (all_who_ask().await, all_who_hear().await);
    kit::pin!("settled-asking", table(&asked));
    kit::pin!("settled-hearing", table(&heard));
    let mut times = Plot::new("settled-times", "ms");
    let mut bytes = Plot::new("settled-bytes", "bytes");
    for (what, rows) in [("ask", &asked), ("be told", &heard)] {
        for (name, spent) in rows {
            let label = format!("{what}: {name}");
            times = times.bar(&label, spent.time.as_millis() as u64);
            let overhead = spent.packets.bytes - spent.meant;
            bytes = bytes.stacked(&label, spent.meant as u64, overhead as u64);
        }
    }
    let times = times
        .caption(
            "Until a client that asks has its answer, and until one that is \
             told hears it, at a round trip of 50 ms. The long bar is the \
             article's 500 ms. It belongs to the poll, not to HTTP.",
        )
        .command(COMMAND);
    kit::pin!("settled-times", times.figure());
    let bytes = bytes
        .caption(
            "All bytes for one message, with the headers of TCP/IP. The fields \
             are a browser's. Of messages to be told there is one in ten \
             seconds: polling asks ten times for it.",
        )
        .command(COMMAND);
    kit::pin!("settled-bytes", bytes.figure());
}

/// "The header is 8 bytes unlike an ajax call that is 1200."
#[tokio::test(start_paused = true)]
async fn eight_bytes_against_twelve_hundred_are_accounted_for() {
    let asked = all_who_ask().await;
    let [fresh, kept, socket] = [0, 1, 2].map(|at| asked[at].1);
    let ping = b"ping".len();
    let (up, down) = (socket.up - ping, socket.down - ping);
    assert_eq!((up, down), (6, 2));
    // While both go on talking, the next frame carries the acknowledgement.
    let around = (socket.packets.count - 1) * HEADERS;
    let all = around + socket.up + socket.down;
    // One question with silence behind it, each: the table's last column.
    let alone = socket.packets.bytes;
    let times = |spent: Spent| {
        format!("{:.1}", spent.packets.bytes as f64 / alone as f64)
    };
    let numbers = [
        ("both", (up + down).to_string()),
        ("around", around.to_string()),
        ("all", all.to_string()),
        ("all-alone", alone.to_string()),
        ("fresh-all", fresh.packets.bytes.to_string()),
        ("fresh-http", (fresh.up + fresh.down).to_string()),
        ("fresh-ratio", times(fresh)),
        ("kept-ratio", times(kept)),
    ];
    let numbers = numbers.map(|(name, number)| {
        format!("ANCHOR: {name}\n{number}\nANCHOR_END: {name}")
    });
    kit::pin!("settled-numbers", numbers.join("\n"));
    let meant = 2 * ping as u64;
    let plot = Plot::new("settled-account", "bytes")
        .bar("ping, up and down", meant)
        .stacked("the header up", 0, up as u64)
        .stacked("the header down", 0, down as u64)
        .stacked("two headers of TCP/IP", 0, around as u64)
        .stacked("all of it", meant, all as u64 - meant)
        .caption(
            "One echo of many over an open WebSocket, and everything that \
             crosses the wire for it. Six and two are the article's eight.",
        )
        .command(COMMAND);
    kit::pin!("settled-account", plot.figure());
}

/// What comes before the first word.
#[tokio::test(start_paused = true)]
async fn a_fresh_websocket_waits_three_times_for_its_first_answer() {
    let (opened, answered) = socket::opening(RTT).await;
    assert_eq!((opened, answered), (2 * RTT, 3 * RTT));
    let fresh = simulated(WAYS[1], RTT).await.unwrap();
    assert_eq!(fresh.time, 2 * RTT);
    let tls = SETUPS[0].round_trips;
    let rows = [
        ("a request, fresh", 2),
        ("a WebSocket, fresh", 3),
        ("a request, fresh, with TLS 1.3 (computed)", tls + 1),
        ("a WebSocket, fresh, with TLS 1.3 (computed)", tls + 2),
    ];
    let rows = rows.map(|(name, trips)| {
        format!("| {name} | {trips} | {} |", (RTT * trips).as_millis())
    });
    kit::pin!("settled-opening", rows.join("\n"));
}

#[test]
fn the_model_of_packets_is_what_a_machine_sent_for_echoes() {
    let capture = include_str!("captures/echo.txt");
    let lines = capture.lines().filter(|line| !line.starts_with('#'));
    let packets = lines.map(|line| {
        let mut sizes = line.split_whitespace().skip(4);
        let mut size = || sizes.next().unwrap().parse::<usize>().unwrap();
        (size(), size())
    });
    let packets: Vec<_> = packets.collect();
    // Questions of 4 + 6 bytes, answers of 4 + 2.
    let (asked, answered) = (10, 6);
    let is_question = |(_, data): &(usize, usize)| *data == asked;
    let first = packets.iter().position(is_question).unwrap();
    let echoes = &packets[first..];
    assert_eq!(echoes.iter().filter(|packet| is_question(packet)).count(), 6);
    let sum = |packets: &[(usize, usize)]| Packets {
        count: packets.len(),
        bytes: packets.iter().map(|(bytes, _)| bytes).sum(),
    };
    // Three in a row: the next question acknowledges the answer.
    let bytes = 2 * HEADERS + asked + answered;
    for echo in echoes[..6].chunks(2) {
        assert_eq!(sum(echo), Packets { count: 2, bytes });
    }
    // Three with a pause behind each: nobody speaks, so an acknowledgement
    // travels alone. The first stands behind the last of the three in a row.
    for echo in echoes[7..7 + 9].chunks(3) {
        assert_eq!(sum(echo), Packets::kept(asked, answered));
    }
}

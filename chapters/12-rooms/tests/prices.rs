//! The price of a message in one picture, from the rows that the chapters
//! have counted.

use std::path::Path;

use kit::picture::{Picture, Plot};

/// Which row of which chapter's snapshot, and its name here.
const ROWS: [(&str, &str, usize); 9] = [
    ("01-ping/tests/snapshots/price-of-a-ping", "01: a bare connection", 0),
    ("03-framing/tests/snapshots/price-of-a-line", "03: a line", 0),
    ("05-request/tests/snapshots/price-of-a-request", "05: a browser asks", 1),
    ("06-push/tests/snapshots/price-of-hearing", "06: a long poll", 1),
    ("08-frame/tests/snapshots/price-of-a-frame", "08: a frame", 0),
    ("09-websocket/tests/snapshots/price-of-a-message", "09: a room", 0),
    ("10-engine/tests/snapshots/price-of-a-packet", "10: a packet", 0),
    ("11-events/tests/snapshots/price-of-an-event", "11: an event", 0),
    ("12-rooms/tests/snapshots/price-of-a-chat-message", "12: a chat", 0),
];

/// Up and down, of a row such as `| 12 | a chat | 31 | 27 each | …`.
fn bytes(row: &str) -> u64 {
    let cells = row.split('|').skip(3).take(2);
    let number = |cell: &str| -> u64 {
        let number = cell.split_whitespace().next().expect("a number");
        number.parse().expect("a number")
    };
    cells.map(number).sum()
}

#[test]
fn what_a_ping_has_cost_from_chapter_to_chapter() {
    let chapters = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut plot = Plot::new("stack-prices", "bytes");
    for (file, label, at) in ROWS {
        let file = chapters.join(format!("{file}.snap"));
        let text = std::fs::read_to_string(&file).expect("a snapshot");
        let mut rows = text.lines().filter(|line| line.starts_with("| "));
        let all = bytes(rows.nth(at).expect("a row"));
        // Four letters, up and down; a long poll only hears them.
        let meant = if label.contains("poll") { 4 } else { 8 };
        plot = plot.stacked(label, meant, all - meant);
    }
    let plot = plot
        .caption(
            "`ping` and what comes back, up and down together, through the \
             chapters. The two long bars ask by HTTP, each time anew. From \
             chapter 08 on each layer adds a few bytes to those of the one \
             below; most of those of chapter 12 are the name `chat message`, \
             twice.",
        )
        .command("cargo test -p chapter-12 --test prices");
    kit::pin!("stack-prices", plot.figure());
}

/// The table beside others, as a picture: the medians, in nanoseconds.
#[test]
fn what_a_message_costs_beside_others() {
    let table = include_str!("snapshots/rooms-beside.txt");
    let mut plot = Plot::new("rooms-beside-cpu", "ns");
    let mut part = "";
    for line in table.lines() {
        if let Some(title) = line.strip_prefix("µs of CPU for ") {
            part = match title.trim_end().trim_end_matches(':') {
                "an echo, 50 clients, 1 in flight" => "echo",
                "an echo, 50 clients, 16 in flight" => "echo, 16 at once",
                "each of 500 who hear a message" => "to 500",
                _ => "", // a connection is no message
            };
        }
        // A name of 20 characters, the range, the median, and the ratio.
        let Some((name, numbers)) = line.split_at_checked(20) else { continue };
        let is_row = !part.is_empty() && numbers.contains(" to ");
        let median = numbers.split_whitespace().nth(3).filter(|_| is_row);
        let median = median.and_then(|number| number.parse::<f64>().ok());
        if let Some(median) = median {
            let label = format!("{part}: {}", name.trim());
            plot = plot.bar(&label, (median * 1000.0).round() as u64);
        }
    }
    let plot = plot
        .caption(
            "CPU time of the server for each message, the median of five \
             rounds: what comes back to one of 50 clients, the same with 16 \
             under way at once, and what 500 hear. Shorter is better.",
        )
        .command("chapters/12-rooms/tests/beside/table");
    kit::pin!("rooms-beside-cpu", plot.figure());
}

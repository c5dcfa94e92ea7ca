//! The pictures and the numbers of chapter 06: all from recordings of a wire
//! with a round trip of 50 ms, on a paused clock.

#[allow(dead_code)] // shared with the tests of the conversation
#[path = "conversation/web.rs"]
mod web;

#[path = "pictures/way.rs"]
mod way;

use std::time::Duration;

use kit::picture::{Arrow, Picture, Plot, Sequence};
use tokio::time::sleep; // allowed: the clock is paused
use way::{Heard, Line, Way, hear};
use web::MS;
use wiretap::{Direction, Event, Piece};

const COMMAND: &str = "cargo test -p chapter-06 --test pictures";

/// A round trip takes 50 ms.
const LINE: Line = Line { delay: Duration::from_millis(25), period: 1000 };

/// What is drawn of a request or an answer: the line that matters.
fn arrow(piece: &Piece) -> Arrow {
    let mut arrow = Arrow::from(piece);
    if let Event::Bytes(bytes) = &piece.event {
        let text = String::from_utf8_lossy(bytes);
        let line = |start: &str| {
            text.lines().find_map(|l| l.strip_prefix(start).map(str::to_string))
        };
        let first = text.lines().next().unwrap_or_default();
        arrow.label = match line("data: ") {
            Some(data) => data,
            None => first
                .trim_end_matches(" HTTP/1.1")
                .trim_start_matches("HTTP/1.1 ")
                .to_string(),
        };
    }
    arrow
}

fn picture(id: &str, pieces: &[Piece], caption: &str) -> String {
    let arrows = pieces.iter().map(arrow).collect();
    Sequence::of_arrows(id, arrows)
        .client("browser")
        .server("server")
        .longest_run(20)
        .caption(caption)
        .command(COMMAND)
        .figure()
}

#[tokio::test(start_paused = true)]
async fn a_poll_every_second() {
    let heard = hear(LINE, Way::Poll, &[1200 * MS], 2500 * MS).await;
    kit::pin!(
        "three-polls",
        picture(
            "three-polls",
            &heard.pieces,
            "Polling. The server has something to say after 1.2 s. It is \
             asked after 2 s. Two of three questions were in vain.",
        )
    );
}

#[tokio::test(start_paused = true)]
async fn a_long_poll_waits_at_the_server() {
    let heard = hear(LINE, Way::Wait, &[1200 * MS, 1210 * MS], 1500 * MS).await;
    kit::pin!(
        "long-poll",
        picture(
            "long-poll",
            &heard.pieces,
            "Long polling. The question waits at the server, and the first \
             message finds it there. The second comes 10 ms later: nobody \
             has asked yet, and it has to wait for the next question.",
        )
    );
}

#[tokio::test(start_paused = true)]
async fn a_stream_of_events_is_one_answer() {
    let heard =
        hear(LINE, Way::Events, &[1200 * MS, 1210 * MS], 1500 * MS).await;
    kit::pin!(
        "event-stream",
        picture(
            "event-stream",
            &heard.pieces,
            "Server-sent events. One question, and an answer that does not \
             end: the same two messages, each on its way at once.",
        )
    );
}

/// What one message costs, if there is one in ten seconds.
struct Cost {
    delays: Vec<u128>,
    second: Vec<u128>,
    up: Vec<usize>,
    down: Vec<usize>,
}

/// One message in each run, at another moment of the second: 50 of them are
/// spread evenly. The bytes are the same in all runs.
async fn cost(way: Way) -> Cost {
    let (mut delays, mut second) = (Vec::new(), Vec::new());
    let mut last = None;
    for phase in 0..50 {
        let said = 5015 * MS + 20 * phase * MS;
        let heard = hear(LINE, way, &[said], 9999 * MS).await;
        delays.push(heard.delays[0].as_millis());
        let burst = [said - 10 * MS, said];
        let both = hear(LINE, way, &burst, 9999 * MS).await;
        second.push(both.delays[1].as_millis());
        last = Some(heard);
    }
    let Heard { pieces, at, .. } = last.unwrap();
    // A long poll that was asked after the message belongs to the next one.
    let until = match way {
        Way::Poll => 9999 * MS,
        Way::Wait | Way::Events => at[0],
    };
    let sizes = |direction| {
        let pieces = pieces.iter().filter(|piece| piece.sent < until);
        let pieces = pieces.filter(|piece| piece.direction == direction);
        let sizes = pieces.map(|piece| match &piece.event {
            Event::Bytes(bytes) => bytes.len(),
            Event::Fin | Event::Rst => 0,
        });
        sizes.collect::<Vec<_>>()
    };
    let (up, down) = (sizes(Direction::ToServer), sizes(Direction::ToClient));
    Cost { delays, second, up, down }
}

#[tokio::test(start_paused = true)]
async fn how_long_it_takes_and_what_it_costs() {
    let ways = [
        ("polling each second", Way::Poll),
        ("long polling", Way::Wait),
        ("server-sent events", Way::Events),
    ];
    let mut delays = Plot::new("delays-of-three-ways", "ms");
    let mut bytes = Plot::new("bytes-of-three-ways", "bytes");
    let mut rows = vec![];
    let message = push::event(1, "ann: ping").len();
    for (name, way) in ways {
        let Cost { delays: all, second, mut up, mut down } = cost(way).await;
        if way == Way::Events {
            // The question and the head of the answer serve all messages.
            up.remove(0);
            down.remove(0);
        }
        let mean = |all: &[u128]| {
            assert_eq!(all.len(), 50);
            all.iter().sum::<u128>() / 50
        };
        let (least, most) = (all.iter().min(), all.iter().max());
        let (up_all, down_all) =
            (up.iter().sum::<usize>(), down.iter().sum::<usize>());
        rows.push(format!(
            "| {name} | {} ms | {} to {} ms | {} ms | {} | {up_all} | \
             {down_all} |",
            mean(&all),
            least.unwrap(),
            most.unwrap(),
            mean(&second),
            up.len(),
        ));
        delays = delays.bar(name, mean(&all) as u64);
        let overhead = up_all + down_all - message;
        bytes = bytes.stacked(name, message as u64, overhead as u64);
    }
    kit::pin!("three-ways", rows.join("\n"));
    let delays = delays
        .caption(
            "From said to heard at a round trip of 50 ms, the mean of 50 \
             messages that are spread evenly over a second. The way itself \
             needs 25 ms of each bar.",
        )
        .command(COMMAND);
    kit::pin!("delays-of-three-ways", delays.figure());
    let bytes = bytes
        .caption(
            "Bytes for one message, both ways together, if there is one in \
             ten seconds. The request is as short as it can be; a browser's \
             is many times longer.",
        )
        .command(COMMAND);
    kit::pin!("bytes-of-three-ways", bytes.figure());
}

#[tokio::test(start_paused = true)]
async fn the_price_of_hearing() {
    let mut rows = Vec::new();
    for (name, way, trips, who) in [
        ("polling: the poll that hears", Way::Poll, "1", "client"),
        ("long polling", Way::Wait, "½", "server, if it was asked"),
        ("a server-sent event", Way::Events, "½", "server"),
    ] {
        // Said just before the second poll reaches the server.
        let said = 1025 * MS;
        let heard = hear(LINE, way, &[said], 1100 * MS).await;
        let took = heard.delays[0];
        assert_eq!(took, LINE.delay);
        let last = |direction| {
            let mut pieces = heard.pieces.iter().filter(|piece| {
                piece.direction == direction && piece.sent <= said
            });
            pieces.next_back().map_or(0, |piece| match &piece.event {
                Event::Bytes(bytes) => bytes.len(),
                Event::Fin | Event::Rst => 0,
            })
        };
        let up = match way {
            Way::Events => 0, // it was asked once, for all events
            Way::Poll | Way::Wait => last(Direction::ToServer),
        };
        let down = last(Direction::ToClient);
        rows.push(format!(
            "| 06 | {name} | {up} | {down} | 1 + {trips} | {who} |"
        ));
    }
    sleep(MS).await;
    kit::pin!("price-of-hearing", rows.join("\n"));
}

//! A client for each of the three ways, on a wire with a delay.

use std::cell::RefCell;
use std::time::Duration;

use push::Config;
use tokio::time::{Instant, sleep_until}; // allowed: the clock is paused
use wiretap::{Event, Piece, Recording, Wire};

use crate::web::{Client, MS, Web, events};

/// What is between the client and the server, and how often it polls.
#[derive(Clone, Copy)]
pub struct Line {
    /// One way.
    pub delay: Duration,
    /// Between two polls, in milliseconds.
    pub period: u32,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Way {
    Poll,
    Wait,
    Events,
}

/// What came of it.
pub struct Heard {
    /// How long each message took from said to heard,
    pub delays: Vec<Duration>,
    /// and when it was heard.
    pub at: Vec<Duration>,
    pub pieces: Vec<Piece>,
}

/// Somebody hears in that way until `end`, while `ping` is said at the
/// server at those moments. Each request is as short as it can be.
#[allow(dead_code)] // not everybody who shares this file asks so
pub async fn hear(
    line: Line,
    way: Way,
    said: &[Duration],
    end: Duration,
) -> Heard {
    hear_with(&[("Host", "127.0.0.1:8888")], line, way, said, end).await
}

/// The same, and each request has these fields.
pub async fn hear_with(
    fields: &[(&str, &str)],
    line: Line,
    way: Way,
    said: &[Duration],
    end: Duration,
) -> Heard {
    let web = Web::new(Config::default());
    let start = Instant::now();
    let recording = Recording::default();
    let wire = Wire { delay: line.delay, ..Wire::default() };
    let (near, far) = wire.connect(recording.recorder());
    web.accept(far);
    let mut client = Client::new(near);
    let fields = fields.iter();
    client.fields =
        fields.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let heard = RefCell::default();
    let saying = async {
        for moment in said {
            sleep_until(start + *moment).await;
            web.say(&["ping"]).await;
        }
        sleep_until(start + end).await;
    };
    tokio::select! {
        () = listen(line, way, client, start, &heard) => {}
        () = saying => {}
    }
    let at = heard.into_inner();
    assert_eq!(at.len(), said.len(), "each message is heard once");
    let delays = at.iter().zip(said).map(|(at, said)| *at - *said).collect();
    let whole = |piece: &Piece| matches!(piece.event, Event::Bytes(_));
    let pieces = recording.pieces().into_iter().filter(whole).collect();
    Heard { delays, at, pieces }
}

async fn listen(
    line: Line,
    way: Way,
    mut client: Client,
    start: Instant,
    heard: &RefCell<Vec<Duration>>,
) {
    let mut after = 0;
    let mut hear = |text: &str| {
        for (number, _) in events(text) {
            after = number;
            heard.borrow_mut().push(start.elapsed());
        }
        after
    };
    let mut last = 0;
    if way == Way::Events {
        client.ask("/events").await;
        client.opening().await;
    }
    for turn in 1.. {
        last = match way {
            Way::Poll => {
                let target = format!("/poll?after={last}");
                let last = hear(&client.get(&target).await.body);
                sleep_until(start + turn * line.period * MS).await;
                last
            }
            Way::Wait => {
                let target = format!("/wait?after={last}");
                hear(&client.get(&target).await.body)
            }
            Way::Events => hear(&client.chunk().await),
        };
    }
}

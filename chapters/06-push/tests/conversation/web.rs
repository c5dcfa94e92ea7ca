//! Clients for the tests: HTTP over streams in memory, written by hand, so
//! that every byte is in sight.

use std::time::Duration;

use kit::within;
use push::{Board, Config, converse};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::sleep; // allowed: the clock is paused
use wiretap::{MemoryStream, pair};

pub const MS: Duration = Duration::from_millis(1);
/// The one field that HTTP/1.1 insists on, as chapter 05 counts it.
pub const HOST: &str = "Host: 127.0.0.1:8888";

/// A board, and whoever connects to it.
pub struct Web {
    pub board: Board,
}

impl Web {
    pub fn new(config: Config) -> Web {
        Web { board: Board::new(config) }
    }

    /// The stream's other end is a client's.
    pub fn accept(&self, stream: MemoryStream) {
        kit::spawn(converse(stream, self.board.clone()));
    }

    pub fn connect(&self) -> Client {
        let (near, far) = pair();
        self.accept(far);
        Client::new(near)
    }

    /// Ann says so many things, which have the next numbers.
    pub async fn say(&self, texts: &[&str]) {
        for text in texts {
            within("something said", self.board.say("ann", text))
                .await
                .unwrap();
        }
    }
}

/// An answer, as far as it has come.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let start = format!("{name}: ");
        self.head.lines().find_map(|line| line.strip_prefix(&start))
    }
}

pub struct Client {
    pub stream: MemoryStream,
    /// What every request says: as little as HTTP allows, for a start.
    pub fields: String,
    read: Vec<u8>,
}

impl Client {
    pub fn new(stream: MemoryStream) -> Client {
        let fields = format!("{HOST}\r\n");
        Client { stream, fields, read: Vec::new() }
    }

    pub async fn send(&mut self, text: &str) {
        let sent = self.stream.write_all(text.as_bytes());
        within("the request to be taken", sent).await.unwrap();
    }

    /// Asks, and does not wait for the answer.
    pub async fn ask(&mut self, target: &str) {
        self.ask_with(target, "").await;
    }

    pub async fn ask_with(&mut self, target: &str, headers: &str) {
        let fields = &self.fields;
        let head = format!("GET {target} HTTP/1.1\r\n{fields}{headers}\r\n");
        self.send(&head).await;
    }

    pub async fn get(&mut self, target: &str) -> Answer {
        self.ask(target).await;
        self.answer().await
    }

    pub async fn get_with(&mut self, target: &str, headers: &str) -> Answer {
        self.ask_with(target, headers).await;
        self.answer().await
    }

    pub async fn post(&mut self, target: &str, body: &str) -> Answer {
        let size = body.len();
        self.send(&format!(
            "POST {target} HTTP/1.1\r\n{HOST}\r\nContent-Length: {size}\r\n\
             \r\n{body}"
        ))
        .await;
        self.answer().await
    }

    /// The next answer, whole.
    pub async fn answer(&mut self) -> Answer {
        let mut answer = self.head().await;
        let size = answer.header("content-length").map_or(0, |size| {
            size.parse().expect("a number in content-length")
        });
        answer.body = self.take("the body", size).await;
        answer
    }

    /// The head of the next answer, whose body is without an end.
    pub async fn head(&mut self) -> Answer {
        let head = self.until("an answer's head", "\r\n\r\n").await;
        let status = head.get(9..12).and_then(|digits| digits.parse().ok());
        let status = status.unwrap_or_else(|| panic!("no status in {head:?}"));
        let head = head.replace("\r\n", "\n");
        Answer { status, head, body: String::new() }
    }

    /// The head of a stream, and the comment that it begins with.
    pub async fn opening(&mut self) -> Answer {
        let head = self.head().await;
        assert_eq!(self.chunk().await, ":\n\n", "after {}", head.head);
        head
    }

    /// The next chunk of a body.
    pub async fn chunk(&mut self) -> String {
        let size = self.until("a chunk", "\r\n").await;
        let size = usize::from_str_radix(size.trim(), 16).expect("a size");
        let mut chunk = self.take("the rest of a chunk", size + 2).await;
        chunk.truncate(size);
        chunk
    }

    /// What else comes until the end of the stream.
    pub async fn rest(&mut self) -> String {
        let mut rest = std::mem::take(&mut self.read);
        let end = self.stream.read_to_end(&mut rest);
        within("the end of the connection", end).await.unwrap();
        String::from_utf8(rest).expect("text")
    }

    async fn until(&mut self, what: &str, end: &str) -> String {
        loop {
            let text = String::from_utf8_lossy(&self.read).into_owned();
            if let Some(at) = text.find(end) {
                let rest = self.read.split_off(at + end.len());
                let text = std::mem::replace(&mut self.read, rest);
                return String::from_utf8(text).expect("text");
            }
            self.more(what).await;
        }
    }

    async fn take(&mut self, what: &str, size: usize) -> String {
        while self.read.len() < size {
            self.more(what).await;
        }
        let rest = self.read.split_off(size);
        let text = std::mem::replace(&mut self.read, rest);
        String::from_utf8(text).expect("text")
    }

    async fn more(&mut self, what: &str) {
        let size = self.stream.read_buf(&mut self.read);
        let size = within(what, size).await.unwrap();
        let so_far = String::from_utf8_lossy(&self.read);
        assert!(size > 0, "waiting for {what}: it ended after {so_far:?}");
    }
}

/// What an event says: its number, and its text.
pub fn events(text: &str) -> Vec<(u64, String)> {
    let events = text.split_terminator("\n\n");
    let events = events.filter(|event| !event.starts_with(':'));
    let field = |event: &str, name: &str| {
        let mut lines = event.lines();
        lines.find_map(|line| line.strip_prefix(name).map(str::to_string))
    };
    let events = events.map(|event| {
        let number = field(event, "id: ").and_then(|id| id.parse().ok());
        let text = field(event, "data: ").unwrap_or_default();
        (number.expect("an id"), text)
    });
    events.collect()
}

/// Lets everybody do what can be done now.
pub async fn settle() {
    sleep(MS).await;
}

//! The same handshakes, judged by chapter 07 and by this one.

use std::collections::BTreeMap;

use kit::within;
use peer::KEY;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use websocket::Config;
use wiretap::pair;

use crate::web::House;

/// A status line, fields in order, and a body.
#[derive(Debug)]
struct Answer {
    status: String,
    fields: Vec<(String, String)>,
    body: String,
}

impl Answer {
    fn of(text: &str) -> Answer {
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().to_string();
        let fields = lines.map(|line| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_string(), value.to_string())
        });
        let fields = fields.collect();
        Answer { status, fields, body: body.to_string() }
    }

    /// Names in lower case and in the order of the alphabet, without `date`.
    /// Two fields of one name are one: hyper writes them so.
    fn sorted(&self) -> BTreeMap<String, String> {
        let mut sorted = BTreeMap::<String, String>::new();
        for (name, value) in &self.fields {
            let name = name.to_lowercase();
            if name != "date" {
                let all = sorted.entry(name).or_default();
                let comma = if all.is_empty() { "" } else { ", " };
                *all = format!("{all}{comma}{value}");
            }
        }
        sorted
    }
}

async fn of_seven(request: &str) -> Answer {
    let (mut near, far) = pair();
    kit::spawn(async move {
        let config = upgrade::Config::default();
        if let Ok(opened) = upgrade::open(&config, far).await {
            drop(opened);
        }
    });
    near.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let read = near.read_to_end(&mut answer);
    within("the end", read).await.unwrap();
    Answer::of(&String::from_utf8(answer).unwrap())
}

async fn of_nine(request: &str) -> Answer {
    let house = House::new(Config::default());
    let mut peer = house.connect();
    peer.write(request.as_bytes()).await;
    let head = peer.head().await;
    let body = match head.contains(" 101 ") {
        true => String::new(),
        false => peer.rest().await,
    };
    Answer::of(&format!("{head}{body}"))
}

fn good() -> String {
    upgrade::request("localhost", "/", KEY)
}

fn with(field: &str) -> String {
    good().replace("\r\n\r\n", &format!("\r\n{field}\r\n\r\n"))
}

fn without(field: &str) -> String {
    let lines = good();
    let lines = lines.lines().filter(|line| !line.starts_with(field));
    lines.map(|line| format!("{line}\r\n")).collect()
}

#[tokio::test(start_paused = true)]
async fn whatever_is_refused_there_is_refused_here_with_the_same_words() {
    for (status, request) in [
        ("101", good()),
        ("405", good().replace("GET", "PUT")),
        ("400", without("Host")),
        ("400", with("Host: second")),
        ("426", good().replace("Upgrade: websocket", "Upgrade: h2c")),
        ("400", without("Connection")),
        ("426", without("Sec-WebSocket-Version")),
        ("426", good().replace("Version: 13", "Version: 8")),
        ("426", with("Sec-WebSocket-Version: 13")),
        ("400", good().replace(KEY, "short")),
        ("400", without("Sec-WebSocket-Key")),
        ("400", with("Sec-WebSocket-Key: c2Vjb25kIGtleSBpcyBubyBrZXk=")),
        ("403", with("Origin: https://evil.example")),
        ("403", with("Origin: http://localhost\r\nOrigin: https://e.ex")),
        ("400", with("Content-Length: 5") + "hello"),
    ] {
        let (seven, nine) = (of_seven(&request).await, of_nine(&request).await);
        assert_eq!(&seven.status[9..12], status, "{request}");
        assert_eq!(seven.status, nine.status, "{request}");
        assert_eq!(seven.sorted(), nine.sorted(), "{request}");
        assert_eq!(seven.body, nine.body, "{request}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_fields_of_the_101_are_the_same_in_another_dress() {
    let names = |answer: &Answer| -> Vec<String> {
        answer.fields.iter().map(|(name, _)| name.clone()).collect()
    };
    let (seven, nine) = (of_seven(&good()).await, of_nine(&good()).await);
    assert_eq!(
        names(&seven),
        ["Upgrade", "Connection", "Sec-WebSocket-Accept"]
    );
    assert_eq!(
        names(&nine),
        ["upgrade", "connection", "sec-websocket-accept", "date"]
    );
}

#[tokio::test(start_paused = true)]
async fn what_hyper_itself_refuses_has_no_words() {
    for (status, request) in [
        ("400", "GET / HTTP/1.1\r\nno colon\r\n\r\n".to_string()),
        ("431", with(&format!("X: {}", "x".repeat(9000)))),
    ] {
        let (seven, nine) = (of_seven(&request).await, of_nine(&request).await);
        assert_eq!(&seven.status[9..12], status);
        assert_eq!(nine.status, seven.status);
        assert!(seven.body.starts_with("error: "), "{}", seven.body);
        assert_eq!(nine.body, "");
    }
}

//! A session that is carried by requests: what they hear.

use engine::{Config, Message};
use kit::within;
use peer::Peer as Socket;
use tokio::io::AsyncWriteExt;
use tokio::time::{Instant, sleep}; // allowed: the clock is paused
use wiretap::Stream;

use crate::web::{House, MS, SECOND, get, heard, post, settle};

#[tokio::test(start_paused = true)]
async fn the_first_answer_is_the_open_packet_and_no_cache_may_keep_it() {
    let house = House::new(Config::default());
    let answer = house.get("EIO=4&transport=polling").await;
    assert_eq!(answer.status, 200);
    let kind = "text/plain; charset=UTF-8";
    assert_eq!(answer.field("content-type"), Some(kind));
    assert_eq!(answer.field("cache-control"), Some("no-store"));
    assert_eq!(answer.field("content-length"), Some("118"));
    let sid = house.peer().sid();
    let open = format!(
        r#"0{{"sid":"{sid}","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}}"#
    );
    assert_eq!(answer.text(), open);
    house.expect_size(1);
}

#[tokio::test(start_paused = true)]
async fn in_revision_3_it_has_its_length_before_it() {
    let house = House::new(Config::default());
    let answer = house.get("EIO=3&transport=polling").await;
    assert!(answer.text().starts_with(r#"118:0{"sid":""#));
    assert_eq!(answer.text().len(), "118:".len() + 118);
}

#[tokio::test(start_paused = true)]
async fn a_poll_waits_until_something_is_said() {
    let house = House::silent();
    let polling = house.polling(4).await;
    let poll = polling.poll().await;
    sleep(3 * SECOND).await;
    assert!(!poll.is_finished());
    let said = Instant::now();
    house.peer().send(Message::text("hello"));
    assert_eq!(heard(poll).await, "4hello");
    assert!(said.elapsed() < MS);
}

#[tokio::test(start_paused = true)]
async fn all_that_has_waited_comes_in_one_answer_in_order() {
    for (eio, body) in [(4, "4one\x1e4€\x1e4three"), (3, "4:4one2:4€6:4three")]
    {
        let house = House::silent();
        let polling = house.polling(eio).await;
        for text in ["one", "€", "three"] {
            house.peer().send(Message::text(text));
        }
        assert_eq!(polling.hear().await, body);
        assert!(!polling.poll().await.is_finished());
    }
}

#[tokio::test(start_paused = true)]
async fn bytes_are_base64_in_revision_4_and_raw_in_3_unless_it_asks_for_text() {
    let house = House::silent();
    let bytes = Message::binary(&[1, 2, 3, 4]);
    let text = "text/plain; charset=UTF-8";
    let binary = "application/octet-stream";
    let raw = b"\x01\x05\xff\x04\x01\x02\x03\x04";
    for (eio, more, kind, body) in [
        (4, "", text, &b"bAQIDBA=="[..]),
        (4, "&b64=1", text, b"bAQIDBA=="),
        (3, "", binary, raw),
        (3, "&b64=1", text, b"10:b4AQIDBA=="),
    ] {
        let polling = house.polling(eio).await;
        house.peer().send(bytes.clone());
        let query = format!("{}{more}", polling.query("polling"));
        let answer = house.get(&query).await;
        assert_eq!(answer.field("content-type"), Some(kind));
        assert_eq!(answer.body, body);
    }
}

#[tokio::test(start_paused = true)]
async fn of_two_polls_at_once_none_is_right_and_the_session_is_over() {
    for eio in [3, 4] {
        let house = House::new(Config::default());
        let polling = house.polling(eio).await;
        let first = polling.poll().await;
        let second = polling.poll().await;
        let second = within("an answer", second).await.unwrap();
        second.expect_bad_request();
        let close = if eio == 4 { "1" } else { "1:1" };
        assert_eq!(heard(first).await, close);
        polling.expect_over().await;
        assert_eq!(house.notes(), ["closed: transport error"]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_poll_after_a_poll_is_right() {
    let house = House::silent();
    let polling = house.polling(4).await;
    for number in 0..100 {
        let poll = polling.poll().await;
        house.peer().send(Message::text(&number.to_string()));
        assert_eq!(heard(poll).await, format!("4{number}"));
    }
}

#[tokio::test(start_paused = true)]
async fn one_connection_carries_all_requests_of_a_session() {
    let house = House::new(Config::default());
    let mut socket = house.connect();
    let open = ask(&mut socket, &get("EIO=4&transport=polling"), "").await;
    let sid = crate::web::sid_in(&open);
    let query = format!("EIO=4&transport=polling&sid={sid}");
    for _ in 0..10 {
        assert_eq!(ask(&mut socket, &post(&query), "4hello").await, "ok");
        assert_eq!(ask(&mut socket, &get(&query), "").await, "4hello");
    }
}

/// A request on a connection that goes on, and its answer's body.
async fn ask(socket: &mut Socket, line: &str, body: &str) -> String {
    let size = body.len();
    let fields = format!("Host: localhost\r\nContent-Length: {size}");
    socket.write(format!("{line}\r\n{fields}\r\n\r\n{body}").as_bytes()).await;
    let head = socket.head().await;
    let size = head.lines().find_map(|line| {
        line.strip_prefix("content-length: ")?.parse::<usize>().ok()
    });
    while socket.read.len() < size.unwrap() {
        socket.more("an answer's body").await;
    }
    let body = socket.read.split_to(size.unwrap());
    String::from_utf8(body.to_vec()).unwrap()
}

#[tokio::test(start_paused = true)]
async fn whoever_hangs_up_on_a_poll_ends_the_session() {
    let ends: [fn(Socket); 3] = [
        drop,
        |socket| {
            socket.stream.reset();
            drop(socket);
        },
        |mut socket| {
            // A FIN: it would still read.
            kit::spawn(async move {
                socket.stream.shutdown().await.unwrap();
                std::future::pending::<()>().await;
                drop(socket);
            });
        },
    ];
    for end in ends {
        let house = House::new(Config::default());
        let polling = house.polling(4).await;
        let mut socket = house.connect();
        let poll = get(&polling.query("polling"));
        let poll = format!("{poll}\r\nHost: localhost\r\n\r\n");
        socket.write(poll.as_bytes()).await;
        settle().await;
        house.expect_size(1);
        end(socket);
        settle().await;
        assert_eq!(house.notes(), ["closed: transport error"]);
        polling.expect_over().await;
    }
}

/// It cannot be kept either: who knows what of it was read?
#[tokio::test(start_paused = true)]
async fn what_is_said_in_the_moment_of_a_hangup_is_not_lost_in_silence() {
    let house = House::new(Config::default());
    let polling = house.polling(4).await;
    let mut socket = house.connect();
    let poll = get(&polling.query("polling"));
    let poll = format!("{poll}\r\nHost: localhost\r\n\r\n");
    socket.write(poll.as_bytes()).await;
    settle().await;
    drop(socket);
    house.peer().send(Message::text("hello"));
    settle().await;
    assert_eq!(house.notes(), ["closed: transport error"]);
    polling.expect_over().await;
}

#[tokio::test(start_paused = true)]
async fn whoever_hangs_up_between_two_polls_may_come_back() {
    let house = House::silent();
    let polling = house.polling(4).await;
    for number in 0..3 {
        sleep(10 * SECOND).await;
        house.peer().send(Message::text(&number.to_string()));
        // Each has a connection of its own, which ends with it.
        assert!(polling.hear().await.starts_with(&format!("4{number}")));
        assert_eq!(polling.post("3").await.text(), "ok");
    }
    house.expect_size(1);
}

//! What makes no sense, and the official answer to it.

use engine::Config;
use kit::within;

use crate::web::{Answer, House, get};

const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

async fn ask(house: &House, head: &str) -> Answer {
    within("an answer", house.ask(head, b"")).await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_query_that_makes_no_sense_gets_its_code_and_opens_nothing() {
    let house = House::new(Config::default());
    let nobody = "sid=Tgda6jvCUCjnffadAAAA";
    for (query, code, words) in [
        ("", 0, "Transport unknown"),
        ("EIO=4", 0, "Transport unknown"),
        ("EIO=4&transport=tcp", 0, "Transport unknown"),
        ("EIO=3&transport=polling&j=0", 0, "Transport unknown"),
        ("transport=polling", 5, "Unsupported protocol version"),
        ("EIO=5&transport=polling", 5, "Unsupported protocol version"),
        ("EIO=2&transport=websocket", 5, "Unsupported protocol version"),
        ("EIO=4&transport=polling&sid=abc", 1, "Session ID unknown"),
        (&format!("EIO=4&transport=polling&{nobody}"), 1, "Session ID unknown"),
        (
            &format!("EIO=4&transport=websocket&{nobody}"),
            1,
            "Session ID unknown",
        ),
        // No `Upgrade`.
        ("EIO=4&transport=websocket", 3, "Bad request"),
    ] {
        house.get(query).await.expect_refused(400, code, words);
    }
    house.expect_size(0);
    assert_eq!(house.notes(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn a_websocket_is_refused_in_the_same_words() {
    let house = House::new(Config::default());
    for (query, code, words) in [
        ("EIO=5&transport=websocket", 5, "Unsupported protocol version"),
        ("EIO=4&transport=socket", 0, "Transport unknown"),
        ("EIO=4&transport=websocket&sid=x", 1, "Session ID unknown"),
    ] {
        let mut socket = house.connect();
        let target = format!("/socket.io/?{query}");
        let request = upgrade::request("localhost", &target, KEY);
        let request = request.replace("Connection: ", "Connection: close, ");
        socket.write(request.as_bytes()).await;
        let answer = socket.rest().await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
        let json = format!(r#"{{"code":{code},"message":"{words}"}}"#);
        assert!(answer.ends_with(&json), "{answer}");
    }
    house.expect_size(0);
}

#[tokio::test(start_paused = true)]
async fn a_session_begins_with_get_and_other_methods_are_none() {
    let house = House::new(Config::default());
    let query = "EIO=4&transport=polling";
    for method in ["POST", "PUT", "DELETE", "PATCH", "X"] {
        let head = get(query).replacen("GET", method, 1);
        let answer = ask(&house, &head).await;
        answer.expect_refused(400, 2, "Bad handshake method");
    }
    let polling = house.polling(4).await;
    for method in ["PUT", "DELETE"] {
        let head = get(&polling.query("polling")).replacen("GET", method, 1);
        let answer = ask(&house, &head).await;
        answer.expect_refused(400, 2, "Bad handshake method");
    }
    let head = get("EIO=4&transport=websocket").replacen("GET", "POST", 1);
    let answer = ask(&house, &head).await;
    answer.expect_refused(400, 2, "Bad handshake method");
    house.expect_size(1);
}

#[tokio::test(start_paused = true)]
async fn a_handshake_that_is_none_is_refused_as_in_chapter_07() {
    let house = House::new(Config::default());
    let target = "/socket.io/?EIO=4&transport=websocket";
    let good = upgrade::request("localhost", target, KEY);
    for (status, request) in [
        ("426", good.replace("Version: 13", "Version: 8")),
        ("400", good.replace(KEY, "short")),
        ("400", good.replace("HTTP/1.1", "HTTP/1.0")),
    ] {
        let mut socket = house.connect();
        socket.write(request.as_bytes()).await;
        let answer = socket.head().await;
        assert_eq!(&answer[9..12], status, "{answer}");
    }
    house.expect_size(0);
}

#[tokio::test(start_paused = true)]
async fn the_path_may_end_with_a_slash_or_not_and_others_are_404() {
    let house = House::new(Config::default());
    let query = "?EIO=4&transport=polling";
    for (path, status) in [
        ("/socket.io/", 200),
        ("/socket.io", 200),
        ("/", 200),
        ("/socket.iox", 404),
        ("/engine.io/", 404),
        ("/socket.io/x", 404),
        ("/socket.io/../socket.io/", 404),
    ] {
        let head = format!("GET {path}{query} HTTP/1.1");
        let answer = ask(&house, &head).await;
        assert_eq!(answer.status, status, "{path}");
    }
    // At `/` is a page.
    house.expect_size(2);
    let page = ask(&house, "GET / HTTP/1.1").await;
    assert_eq!(page.field("content-type"), Some("text/html; charset=utf-8"));
    let config = Config { path: "/own/".to_string(), ..Config::default() };
    let house = House::new(config);
    let head = format!("GET /own{query} HTTP/1.1");
    assert_eq!(ask(&house, &head).await.status, 200);
    let lost = ask(&house, &get(query)).await;
    assert_eq!(
        (lost.status, lost.text()),
        (404, "error: there are / and /own/\n")
    );
}

#[tokio::test(start_paused = true)]
async fn a_request_without_a_path_is_answered() {
    let house = House::new(Config::default());
    let answer = ask(&house, "CONNECT a:80 HTTP/1.1").await;
    assert_eq!(answer.status, 404);
}

#[tokio::test(start_paused = true)]
async fn when_there_is_no_room_more_are_refused_until_somebody_leaves() {
    let config = Config { max_sessions: 2, ..Config::default() };
    let house = House::new(config);
    let polling = house.polling(4).await;
    let mut socket = house.websocket(4).await;
    let answer = house.get("EIO=4&transport=polling").await;
    answer.expect_refused(503, 3, "Too many sessions");
    let mut third = house.connect();
    third.open("EIO=4&transport=websocket").await;
    third.expect_closed(1013, "Too many sessions").await;
    third.expect_end().await;
    house.expect_size(2);
    // Those who are here are served, may even move, and then make room.
    socket.say("4hello").await;
    socket.expect("4hello").await;
    let mut moved = polling.probed().await;
    moved.say("5").await;
    moved.say("1").await;
    moved.closed().await;
    drop(house.websocket(3).await);
}

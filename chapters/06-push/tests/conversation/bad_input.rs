//! What should not be asked.

use std::time::Duration;

use kit::{deliveries, send};
use push::Config;
use tokio::time::Instant;

use crate::web::{Client, Web};

/// Somebody else is served, whatever happens here.
async fn is_unharmed(web: &Web) {
    let last = web.board.say("ann", "still here").await.unwrap();
    let target = format!("/poll?after={}", last - 1);
    let heard = web.connect().get(&target).await.body;
    assert_eq!(heard, format!("id: {last}\ndata: ann: still here\n\n"));
}

#[tokio::test(start_paused = true)]
async fn an_unknown_path_is_404_and_another_method_405_with_the_right_one() {
    let web = Web::new(Config::default());
    let mut client = web.connect();
    for path in ["/favicon.ico", "/poll/1", "/..", "//", "/Poll"] {
        assert_eq!(client.get(path).await.status, 404, "{path}");
    }
    for (path, method) in [
        ("/", "GET"),
        ("/panel.js", "GET"),
        ("/poll", "GET"),
        ("/wait", "GET"),
        ("/events", "GET"),
        ("/say", "POST"),
    ] {
        client
            .send(&format!("PUT {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"))
            .await;
        let answer = client.answer().await;
        assert_eq!(answer.status, 405, "{path}");
        assert_eq!(answer.header("allow"), Some(method), "{path}");
        assert_eq!(answer.body, format!("error: this path takes {method}\n"));
    }
    // This one names no path at all.
    client.send("CONNECT localhost:80 HTTP/1.1\r\n\r\n").await;
    assert_eq!(client.answer().await.status, 405);
    is_unharmed(&web).await;
}

#[tokio::test(start_paused = true)]
async fn a_query_that_makes_no_sense_is_400_with_a_reason() {
    let web = Web::new(Config::default());
    let mut client = web.connect();
    for query in [
        "after=",
        "after=x",
        "after=-1",
        "after=+1",
        "after=1.0",
        "after=%31",
        "after=18446744073709551616",
        "after=1&after=2",
        "after",
        "before=1",
        "after=1&name=ann",
    ] {
        for path in ["/poll", "/wait", "/events"] {
            let answer = client.get(&format!("{path}?{query}")).await;
            assert_eq!(answer.status, 400, "{path}?{query}");
            assert!(answer.body.starts_with("error: "), "{}", answer.body);
        }
    }
    for id in ["x", "", "ü", "-1"] {
        let id = format!("Last-Event-ID: {id}\r\n");
        let answer = client.get_with("/events", &id).await;
        assert_eq!(answer.status, 400, "{id}");
    }
    let answer = client.get_with("/poll", "Origin: ü\r\n").await;
    assert_eq!(answer.status, 400);
    is_unharmed(&web).await;
}

#[tokio::test(start_paused = true)]
async fn what_the_room_refuses_is_400_and_said_to_nobody() {
    let web = Web::new(Config::default());
    let mut client = web.connect();
    for (target, body, why) in [
        ("/say", "", "nothing was said"),
        ("/say", " \n", "nothing was said"),
        ("/say", "a\nb", "control characters are not passed on"),
        ("/say", "\u{1b}[2J", "control characters are not passed on"),
        ("/say?name=", "hi", "a name has 1 to"),
        ("/say?name=a:b", "hi", "a name has 1 to"),
        ("/say?name=board", "hi", "board is here already"),
        ("/say?who=ann", "hi", "the query is name=…"),
    ] {
        let answer = client.post(target, body).await;
        assert_eq!(answer.status, 400, "{target} {body:?}");
        assert!(answer.body.contains(why), "{}", answer.body);
    }
    client
        .stream_bytes(
            b"POST /say HTTP/1.1\r\nHost: localhost\r\n\
              Content-Length: 2\r\n\r\n\xff\xff",
        )
        .await;
    assert_eq!(client.answer().await.body, "error: the body is not UTF-8\n");
    assert_eq!(client.get("/poll").await.status, 204);
    is_unharmed(&web).await;
}

impl Client {
    async fn stream_bytes(&mut self, bytes: &[u8]) {
        use tokio::io::AsyncWriteExt;
        let sent = self.stream.write_all(bytes);
        kit::within("the bytes to be taken", sent).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_over_the_limit_is_413_and_the_answer_can_be_read() {
    let web = Web::new(Config::default());
    let longest = "x".repeat(1024);
    assert_eq!(web.connect().post("/say", &longest).await.status, 200);
    let long = "x".repeat(1025);
    assert_eq!(web.connect().post("/say", &long).await.status, 413);
    // This one writes everything before it reads anything.
    let mut client = web.connect();
    let huge = "x".repeat(500_000);
    let answer = client.post("/say", &huge).await;
    assert_eq!(answer.body, "error: at most 1024 bytes\n");
    // And this one does not say beforehand how long it will be.
    let mut client = web.connect();
    client
        .send(
            "POST /say HTTP/1.1\r\nHost: localhost\r\n\
               Transfer-Encoding: chunked\r\n\r\n",
        )
        .await;
    client
        .send(&format!("400\r\n{longest}\r\n400\r\n{longest}\r\n0\r\n\r\n"))
        .await;
    assert_eq!(client.answer().await.status, 413);
    is_unharmed(&web).await;
}

#[tokio::test(start_paused = true)]
async fn half_a_head_and_then_silence_is_hung_up_on_after_10_s() {
    let web = Web::new(Config::default());
    for half in ["", "G", "GET /poll HTTP/1.1\r\nHost: localhost\r\n"] {
        let mut client = web.connect();
        let start = Instant::now();
        client.send(half).await;
        client.rest().await;
        assert_eq!(start.elapsed(), Duration::from_secs(10), "{half:?}");
    }
    is_unharmed(&web).await;
}

#[tokio::test(start_paused = true)]
async fn half_a_body_and_then_silence_is_408_after_10_s() {
    let web = Web::new(Config::default());
    let mut client = web.connect();
    let start = Instant::now();
    let answer = {
        client
            .send(
                "POST /say HTTP/1.1\r\nHost: localhost\r\n\
                 Content-Length: 5\r\n\r\nhe",
            )
            .await;
        client.answer().await
    };
    assert_eq!(answer.status, 408);
    assert_eq!(start.elapsed(), Duration::from_secs(10));
    is_unharmed(&web).await;
}

#[tokio::test(start_paused = true)]
async fn a_pipelined_burst_is_answered_in_order() {
    let web = Web::new(Config::default());
    web.say(&["one", "two", "three"]).await;
    let mut client = web.connect();
    let mut burst = String::new();
    for after in 0..30 {
        let after = after % 3;
        burst += &format!(
            "GET /poll?after={after} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        );
    }
    client.send(&burst).await;
    for after in 0..30 {
        let first = format!("id: {}\n", after % 3 + 1);
        assert!(client.answer().await.body.starts_with(&first));
    }
    is_unharmed(&web).await;
}

#[tokio::test(start_paused = true)]
async fn what_is_no_http_is_400_and_too_long_a_head_is_431() {
    let web = Web::new(Config::default());
    let mut client = web.connect();
    client.send("ping\n\n").await;
    assert!(client.rest().await.starts_with("HTTP/1.1 400 "));
    let mut client = web.connect();
    let long = "x".repeat(9000);
    client.send(&format!("GET /poll HTTP/1.1\r\nX: {long}\r\n\r\n")).await;
    assert!(client.rest().await.starts_with("HTTP/1.1 431 "));
    is_unharmed(&web).await;
}

#[tokio::test(start_paused = true)]
async fn requests_may_come_in_any_pieces() {
    let web = Web::new(Config::default());
    let request = "POST /say?name=bob HTTP/1.1\r\nHost: localhost\r\n\
                   Content-Length: 5\r\n\r\nhello";
    let poll = "GET /wait?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for delivery in deliveries(&[request.as_bytes(), poll.as_bytes()]) {
        let mut client = web.connect();
        send(&mut client.stream, &delivery).await.unwrap();
        assert_eq!(client.answer().await.status, 200, "{}", delivery.name);
        let heard = client.answer().await.body;
        assert!(heard.contains("bob: hello"), "{}", delivery.name);
    }
}

#[tokio::test(start_paused = true)]
async fn a_fin_in_the_middle_of_a_request_is_the_end_of_it() {
    use tokio::io::AsyncWriteExt;
    let web = Web::new(Config::default());
    for half in ["GET /po", "POST /say HTTP/1.1\r\nContent-Length: 5\r\n\r\nh"]
    {
        let mut client = web.connect();
        client.send(half).await;
        client.stream.shutdown().await.unwrap();
        client.rest().await;
    }
    assert_eq!(web.connect().get("/poll").await.status, 204);
    is_unharmed(&web).await;
}

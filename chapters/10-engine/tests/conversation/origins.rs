//! Whose pages may connect.

use engine::Config;
use kit::within;

use crate::web::{Answer, House, get};

const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
const FORBIDDEN: &str = r#"{"code":4,"message":"Forbidden"}"#;

/// With one origin of somebody else that may.
fn house() -> House {
    let origins = vec!["https://example.org".to_string()];
    House::new(Config { origins, ..Config::default() })
}

async fn polled(house: &House, fields: &str) -> Answer {
    let head = format!("{}{fields}", get("EIO=4&transport=polling"));
    within("an answer", house.ask(&head, b"")).await.unwrap()
}

/// The head of what a WebSocket is answered.
async fn opened(house: &House, host: &str, fields: &str) -> String {
    let mut socket = house.connect();
    let target = "/socket.io/?EIO=4&transport=websocket";
    let request = upgrade::request(host, target, KEY);
    let fields = format!("{fields}\r\n\r\n");
    let request = request.replace("\r\n\r\n", &fields);
    socket.write(request.as_bytes()).await;
    socket.head().await
}

const ALLOWED: [&str; 5] = [
    "http://localhost:3000",
    "http://127.0.0.1",
    "http://[::1]:8888",
    "https://localhost",
    "https://example.org",
];

const FOREIGN: [&str; 7] = [
    "https://evil.example",
    "https://example.org.evil.example",
    "https://example.org:8443",
    "http://example.org",
    "http://localhost.evil.example",
    "http://evil.example#localhost",
    "null",
];

#[tokio::test(start_paused = true)]
async fn pages_of_this_machine_and_named_ones_may_and_can_read_the_answer() {
    let house = house();
    for origin in ALLOWED {
        let field = format!("\r\nOrigin: {origin}");
        let answer = polled(&house, &field).await;
        assert_eq!(answer.status, 200, "{origin}");
        let allowed = answer.field("access-control-allow-origin");
        assert_eq!(allowed, Some(origin));
        let credentials = answer.field("access-control-allow-credentials");
        assert_eq!(credentials, Some("true"));
        assert_eq!(answer.field("vary"), Some("origin"));
        let head = opened(&house, "localhost", &field).await;
        assert!(head.starts_with("HTTP/1.1 101 "), "{head}");
    }
}

#[tokio::test(start_paused = true)]
async fn pages_of_others_are_403_by_either_way_and_open_nothing() {
    let house = house();
    for origin in FOREIGN {
        let field = format!("\r\nOrigin: {origin}");
        let answer = polled(&house, &field).await;
        assert_eq!((answer.status, answer.text()), (403, FORBIDDEN));
        assert_eq!(answer.field("access-control-allow-origin"), None);
        let head = opened(&house, "localhost", &field).await;
        assert!(head.starts_with("HTTP/1.1 403 "), "{origin}: {head}");
    }
    house.expect_size(0);
}

#[tokio::test(start_paused = true)]
async fn a_foreign_page_that_knows_a_sid_may_neither_poll_nor_post() {
    let house = house();
    let polling = house.polling(4).await;
    let origin = "\r\nOrigin: https://evil.example";
    for head in [get(&polling.query("polling")), polling.head_of_post()] {
        let asked = house.ask(&format!("{head}{origin}"), b"4hello");
        let answer = within("an answer", asked).await.unwrap();
        assert_eq!((answer.status, answer.text()), (403, FORBIDDEN));
    }
    assert_eq!(house.notes(), [""; 0]);
    house.expect_size(1);
}

#[tokio::test(start_paused = true)]
async fn whoever_is_no_page_has_no_origin_and_may() {
    let house = house();
    let answer = polled(&house, "").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.field("access-control-allow-origin"), None);
    // A cache must not give it to a page.
    assert_eq!(answer.field("vary"), Some("origin"));
    // Nor has it to name a host, if it is as old as that.
    let mut socket = house.connect();
    let old = get("EIO=4&transport=polling").replace("1.1", "1.0");
    socket.write(format!("{old}\r\n\r\n").as_bytes()).await;
    let head = socket.head().await;
    assert!(head.starts_with("HTTP/1.0 200 "), "{head}");
}

/// Its browser believes that it is at home here, and names no origin.
#[tokio::test(start_paused = true)]
async fn a_page_whose_name_was_made_to_lead_here_is_refused_by_its_host() {
    let house = house();
    let foreign =
        ["evil.example:8888", "localhost.evil.example", "127.0.0.1.x", ""];
    for host in foreign {
        let answer = polled(&house, &format!("\r\nHost: {host}")).await;
        assert_eq!((answer.status, answer.text()), (403, FORBIDDEN));
        let head = opened(&house, host, "").await;
        assert!(head.starts_with("HTTP/1.1 403 "), "{host}: {head}");
        let origin = format!("\r\nOrigin: http://{host}");
        let head = opened(&house, host, &origin).await;
        assert!(head.starts_with("HTTP/1.1 403 "), "{host}: {head}");
    }
    for host in ["localhost", "127.0.0.1:8888", "[::1]:80", "example.org"] {
        let answer = polled(&house, &format!("\r\nHost: {host}")).await;
        assert_eq!(answer.status, 200, "{host}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_browser_that_asks_first_is_told_what_a_page_may_send() {
    let house = house();
    let ask = |origin| {
        let head = get("EIO=4&transport=polling").replace("GET", "OPTIONS");
        let asks = "Access-Control-Request-Method: POST\r\n\
                    Access-Control-Request-Headers: content-type,x-own";
        house.ask(&format!("{head}\r\nOrigin: {origin}\r\n{asks}"), b"")
    };
    let allowed = within("an answer", ask(ALLOWED[0])).await.unwrap();
    assert_eq!((allowed.status, allowed.text()), (200, ""));
    for (name, value) in [
        ("access-control-allow-origin", ALLOWED[0]),
        ("access-control-allow-methods", "GET, POST"),
        ("access-control-allow-headers", "content-type,x-own"),
    ] {
        assert_eq!(allowed.field(name), Some(value));
    }
    let foreign = within("an answer", ask(FOREIGN[0])).await.unwrap();
    assert_eq!(foreign.status, 403);
    assert!(!foreign.head.contains("access-control"), "{}", foreign.head);
    house.expect_size(0);
}

#[tokio::test(start_paused = true)]
async fn a_page_can_read_why_it_was_refused() {
    let house = house();
    let origin = ALLOWED[0];
    let head = format!("{}\r\nOrigin: {origin}", get("EIO=9"));
    let answer = within("an answer", house.ask(&head, b"")).await.unwrap();
    answer.expect_refused(400, 0, "Transport unknown");
    let allowed = answer.field("access-control-allow-origin");
    assert_eq!(allowed, Some(origin));
}

#[tokio::test(start_paused = true)]
async fn a_foreign_page_s_picture_opens_no_session_though_it_has_no_origin() {
    let house = house();
    let field = "\r\nSec-Fetch-Site: cross-site";
    let answer = polled(&house, field).await;
    assert_eq!((answer.status, answer.text()), (403, FORBIDDEN));
    house.expect_size(0);
    // Our own page, a page of this machine, and an address that was typed.
    for site in ["same-origin", "same-site", "none"] {
        let field = format!("\r\nSec-Fetch-Site: {site}");
        assert_eq!(polled(&house, &field).await.status, 200, "{site}");
    }
    // A page that may is of another site as well, and says which.
    let field = format!("{field}\r\nOrigin: https://example.org");
    assert_eq!(polled(&house, &field).await.status, 200);
}

//! Whose pages may read.

use push::{Config, is_allowed, is_here};

use crate::web::{HOST, Web};

#[tokio::test(start_paused = true)]
async fn the_books_page_may_read_and_pages_of_other_sites_may_not() {
    let web = Web::new(Config::default());
    web.say(&["one"]).await;
    let mut client = web.connect();
    for origin in [
        "http://localhost:3000",
        "http://127.0.0.1:3000",
        "http://[::1]:3000",
        "http://localhost",
        "https://localhost:8443",
    ] {
        let header = format!("Origin: {origin}\r\n");
        let answer = client.get_with("/poll", &header).await;
        assert_eq!(answer.status, 200, "{origin}");
        let allowed = answer.header("access-control-allow-origin");
        assert_eq!(allowed, Some(origin));
        assert_eq!(answer.header("vary"), Some("origin"));
    }
    for origin in [
        "http://evil.example",
        "http://localhost.evil.example",
        "http://localhost:3000.evil.example",
        "http://evil.example:3000",
        "http://127.0.0.1.evil.example",
        "http://[::1].evil.example",
        "http://localhost:99999",
        "file://localhost",
        "localhost",
        "null",
        "",
    ] {
        let header = format!("Origin: {origin}\r\n");
        for path in ["/poll", "/wait", "/events", "/say", "/"] {
            let answer = client.get_with(path, &header).await;
            assert_eq!(answer.status, 403, "{origin}");
            assert_eq!(answer.header("access-control-allow-origin"), None);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_is_no_page_has_no_origin_and_may_ask() {
    let web = Web::new(Config::default());
    let answer = web.connect().get("/poll").await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[tokio::test(start_paused = true)]
async fn a_page_whose_name_was_made_to_lead_here_may_not_read() {
    let web = Web::new(Config::default());
    web.say(&["one"]).await;
    let mut client = web.connect();
    // It is at home here, as its browser sees it: there is no `Origin`.
    for (host, status) in [
        ("evil.example:8888", 403),
        ("localhost.evil.example", 403),
        ("x", 403),
        ("", 403),
        ("localhost:8888", 200),
        ("127.0.0.1:8888", 200),
        ("[::1]:8888", 200),
    ] {
        client
            .send(&format!("GET /poll HTTP/1.1\r\nHost: {host}\r\n\r\n"))
            .await;
        assert_eq!(client.answer().await.status, status, "{host:?}");
    }
    assert!(is_here("localhost") && !is_here("localhost:http"));
}

#[tokio::test(start_paused = true)]
async fn an_error_can_be_read_by_the_page_that_made_it() {
    let web = Web::new(Config::default());
    let origin = "Origin: http://localhost:3000\r\n";
    for path in ["/poll?after=x", "/nowhere", "/say"] {
        let answer = web.connect().get_with(path, origin).await;
        let allowed = answer.header("access-control-allow-origin");
        assert_eq!(allowed, Some("http://localhost:3000"), "{path}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_is_told_how_many_bytes_its_request_had() {
    let web = Web::new(Config::default());
    let origin = "Origin: http://localhost:3000\r\n";
    for (target, headers) in [
        ("/poll", String::new()),
        ("/poll?after=0", "Accept: text/plain\r\n".to_string()),
        ("/nowhere?a=b&c", "X: \r\nX: y\r\n".to_string()),
    ] {
        let headers = format!("{origin}{headers}");
        let answer = web.connect().get_with(target, &headers).await;
        let sent = format!("GET {target} HTTP/1.1\r\n{HOST}\r\n{headers}\r\n");
        let told = answer.header("request-size");
        assert_eq!(told, Some(&sent.len().to_string()[..]), "{sent}");
        let exposed = answer.header("access-control-expose-headers");
        assert_eq!(exposed, Some("request-size"));
    }
    assert_eq!(web.connect().get("/poll").await.header("request-size"), None);
    // The chapter's own page has no foreign origin, but it is a page.
    let own = "Sec-Fetch-Site: same-origin\r\n";
    let told = web.connect().get_with("/poll", own).await;
    assert!(told.header("request-size").is_some());
}

#[test]
fn an_origin_that_was_named_may_read_and_its_neighbours_may_not() {
    let named = ["https://example.org".to_string()];
    assert!(is_allowed("https://example.org", &named));
    assert!(!is_allowed("http://example.org", &named));
    assert!(!is_allowed("https://example.org:8443", &named));
    assert!(!is_allowed("https://www.example.org", &named));
}

//! The handshake, from the client's and from the attacker's side.

use peer::{KEY, Peer};
use websocket::Config;

use crate::web::House;

/// The answer to a good handshake with one more field.
async fn answer(config: Config, origin: &str) -> (String, Peer) {
    let house = House::new(config);
    let mut peer = house.connect();
    let request = upgrade::request("localhost:8888", "/", KEY);
    let field = format!("Origin: {origin}\r\n\r\n");
    let request = request.replace("\r\n\r\n", &format!("\r\n{field}"));
    peer.write(request.as_bytes()).await;
    (peer.head().await, peer)
}

#[tokio::test(start_paused = true)]
async fn pages_of_this_machine_may_connect_and_others_are_told_403() {
    for origin in ["http://localhost:3000", "http://127.0.0.1:8888"] {
        let (head, mut peer) = answer(Config::default(), origin).await;
        assert!(head.starts_with("HTTP/1.1 101 "), "{origin}: {head}");
        peer.expect("* your name?").await;
    }
    for origin in [
        "https://evil.example",
        "http://localhost.evil.example",
        "http://localhost:8888@evil.example",
        "null",
    ] {
        let (head, mut peer) = answer(Config::default(), origin).await;
        assert!(head.starts_with("HTTP/1.1 403 "), "{origin}: {head}");
        let text = peer.rest().await;
        let told = format!("pages of {origin} may not connect; see --origin");
        assert_eq!(text, format!("error: {told}\n"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_site_that_is_named_may_connect_too() {
    let origins = vec!["https://good.example".to_string()];
    for (origin, status) in [
        ("https://good.example", "101"),
        ("http://good.example", "403"),
        ("https://good.example.evil.example", "403"),
    ] {
        let config = Config { origins: origins.clone(), ..Config::default() };
        let (head, _peer) = answer(config, origin).await;
        assert_eq!(&head[9..12], status, "{origin}");
    }
}

#[tokio::test(start_paused = true)]
async fn compression_and_subprotocols_are_declined_by_silence() {
    let house = House::new(Config::default());
    let mut peer = house.connect();
    let request = upgrade::request("localhost", "/", KEY);
    let offer = "Sec-WebSocket-Extensions: permessage-deflate\r\n\
                 Sec-WebSocket-Protocol: chat\r\n\r\n";
    let request = request.replace("\r\n\r\n", &format!("\r\n{offer}"));
    peer.write(request.as_bytes()).await;
    let head = peer.head().await.to_lowercase();
    assert!(head.starts_with("http/1.1 101 "), "{head}");
    assert!(!head.contains("sec-websocket-extensions"), "{head}");
    assert!(!head.contains("sec-websocket-protocol"), "{head}");
}

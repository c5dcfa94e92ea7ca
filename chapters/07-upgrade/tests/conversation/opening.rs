//! A handshake as it should be, however it is written and delivered.

use kit::{deliveries, send, within};
use tokio::io::AsyncWriteExt;
use tokio::io::duplex;
use upgrade::{Config, HELLO, greet, open};
use wiretap::pair;

use crate::request::{
    KEY, MASKED, OPENED, handshake, opening, read, rest, with, write,
};

#[tokio::test(start_paused = true)]
async fn a_handshake_is_answered_with_101_however_it_is_delivered() {
    for delivery in deliveries(&[handshake().as_bytes()]) {
        let (mut client, opened) = opening(Config::default());
        send(&mut client, &delivery).await.unwrap();
        let answer = read(&mut client, OPENED.len()).await;
        assert_eq!(answer, OPENED, "{}", delivery.name);
        let opened = within("the verdict", opened).await.unwrap().unwrap();
        assert_eq!(opened.handshake.target, "/");
        assert_eq!(opened.handshake.origin, None);
        assert_eq!(opened.rest, "", "nothing was sent behind the head");
        drop(opened);
        // 101 is the last word of HTTP: there is nothing behind it.
        assert_eq!(rest(&mut client).await, "");
    }
}

#[tokio::test(start_paused = true)]
async fn bytes_right_behind_the_head_are_not_lost() {
    let head = handshake();
    for delivery in deliveries(&[head.as_bytes(), MASKED, b"more"]) {
        let (mut client, opened) = opening(Config::default());
        send(&mut client, &delivery).await.unwrap();
        client.shutdown().await.unwrap();
        let opened = within("the verdict", opened).await.unwrap().unwrap();
        let (mut stream, early) = (opened.stream, opened.rest);
        let mut all = early.to_vec();
        let late = tokio::io::AsyncReadExt::read_to_end(&mut stream, &mut all);
        within("the rest", late).await.unwrap();
        assert_eq!(all, [MASKED, b"more"].concat(), "{}", delivery.name);
        if delivery.name == "merged into one piece" {
            assert_eq!(early, all, "it came with the head");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn names_and_words_count_in_any_case_and_in_any_list() {
    let upper = handshake().replace("GET /", "GET/").to_uppercase();
    let upper = upper.replace("GET/", "GET /").replace(
        &KEY.to_uppercase(),
        KEY, // a value is not a word
    );
    for request in [
        upper,
        handshake().replace("Host:", "hOST:").replace("Upgrade:", "upgrade:"),
        with("Connection", &["keep-alive, Upgrade"]),
        with("Connection", &["keep-alive", "upgrade"]),
        with("Connection", &["Upgrade,"]),
        with("Upgrade", &["WebSocket"]),
        with("Upgrade", &["h2c, websocket"]),
        with("Sec-WebSocket-Key", &[&format!("  {KEY}\t")]),
        with("Content-Length", &["0"]),
    ] {
        let (mut client, _opened) = opening(Config::default());
        write(&mut client, request.as_bytes()).await;
        let answer = read(&mut client, OPENED.len()).await;
        assert_eq!(answer, OPENED, "{request}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_client_offers_is_declined_by_not_naming_it() {
    for (name, value) in [
        ("Sec-WebSocket-Protocol", "chat, superchat"),
        ("Sec-WebSocket-Extensions", "permessage-deflate"),
        (
            "Sec-WebSocket-Extensions",
            "permessage-deflate; client_max_window_bits, x-unknown",
        ),
    ] {
        let (mut client, _opened) = opening(Config::default());
        write(&mut client, with(name, &[value]).as_bytes()).await;
        assert_eq!(read(&mut client, OPENED.len()).await, OPENED, "{value}");
    }
}

#[tokio::test(start_paused = true)]
async fn pages_of_this_machine_and_those_that_are_named_may_connect() {
    let origins = vec!["https://example.org".to_string()];
    let config = Config { origins, ..Config::default() };
    for origin in [
        "http://localhost",
        "http://localhost:3000",
        "http://127.0.0.1:8888",
        "https://[::1]:8443",
        "https://example.org",
    ] {
        let (mut client, opened) = opening(config.clone());
        write(&mut client, with("Origin", &[origin]).as_bytes()).await;
        assert_eq!(read(&mut client, OPENED.len()).await, OPENED, "{origin}");
        let opened = within("the verdict", opened).await.unwrap().unwrap();
        assert_eq!(opened.handshake.origin.as_deref(), Some(origin));
    }
}

#[tokio::test(start_paused = true)]
async fn the_target_is_the_client_s_own() {
    let (mut client, opened) = opening(Config::default());
    let request = handshake().replacen("GET /", "GET /chat?room=1", 1);
    write(&mut client, request.as_bytes()).await;
    let opened = within("the verdict", opened).await.unwrap().unwrap();
    assert_eq!(opened.handshake.target, "/chat?room=1");
}

#[tokio::test(start_paused = true)]
async fn whoever_is_opened_is_greeted_and_heard_without_being_understood() {
    let (mut client, server) = pair();
    let talk = kit::spawn(async move {
        greet(open(&Config::default(), server).await.unwrap()).await
    });
    write(&mut client, handshake().as_bytes()).await;
    read(&mut client, OPENED.len()).await;
    let mut hello = vec![0; HELLO.len()];
    let heard = tokio::io::AsyncReadExt::read_exact(&mut client, &mut hello);
    within("the greeting", heard).await.unwrap();
    // RFC 6455 §5.7: an unmasked text of five letters.
    assert_eq!(hello, [0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f]);
    for _ in 0..10_000 {
        write(&mut client, MASKED).await;
    }
    client.shutdown().await.unwrap();
    assert_eq!(rest(&mut client).await, "", "no answer to any of it");
    within("its end", talk).await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_greeting_that_is_not_taken_ends_after_five_minutes() {
    let (mut client, server) = duplex(OPENED.len() + 3);
    let start = tokio::time::Instant::now();
    let talk = kit::spawn(async move {
        greet(open(&Config::default(), server).await.unwrap()).await
    });
    write(&mut client, &handshake().into_bytes()).await;
    within("its end", talk).await.unwrap().unwrap();
    assert_eq!(start.elapsed().as_secs(), 300);
}

//! Every fault that a request can have, and the whole answer to it.

use kit::{deliveries, send};
use request::Error;
use tokio::io::AsyncWriteExt;
use upgrade::{Config, Refusal};
use wiretap::Stream;

use crate::faults::{faults, more_faults};
use crate::request::{handshake, opening, rest, with};

#[tokio::test(start_paused = true)]
async fn each_fault_is_answered_with_its_own_status_and_reason() {
    let all = faults().into_iter().chain(more_faults());
    for (_, request, status, fields, why) in all {
        let text = format!("error: {why}\n");
        let expected = format!(
            "HTTP/1.1 {status}\r\n{fields}Connection: close\r\n\
             Content-Type: text/plain; charset=utf-8\r\n\
             Content-Length: {}\r\n\r\n{text}",
            text.len()
        );
        for delivery in deliveries(&[request.as_bytes()]) {
            let (mut client, opening) = opening(Config::default());
            // Whoever is refused early may see it before all is sent.
            let _ = send(&mut client, &delivery).await;
            client.shutdown().await.unwrap();
            let answer = rest(&mut client).await;
            assert_eq!(answer, expected, "{request}, {}", delivery.name);
            let refusal = opening.await.unwrap().err().unwrap();
            assert_eq!(refusal.to_string(), why);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn half_a_head_and_then_a_fin_or_a_rst_is_answered_with_nothing() {
    for size in [0, 1, 40, handshake().len() - 1] {
        let whole = handshake();
        let half = &whole.as_bytes()[..size];
        let (mut client, opened) = opening(Config::default());
        client.write_all(half).await.unwrap();
        client.shutdown().await.unwrap();
        assert_eq!(rest(&mut client).await, "");
        let refusal = opened.await.unwrap().err().unwrap();
        assert!(
            matches!(refusal, Refusal::Http(Error::Incomplete { .. })),
            "{refusal}"
        );
        let (mut client, opened) = opening(Config::default());
        client.write_all(half).await.unwrap();
        tokio::task::yield_now().await;
        client.reset();
        drop(client);
        let refusal = kit::within("the verdict", opened).await.unwrap();
        let refusal = refusal.err().unwrap();
        assert!(matches!(refusal, Refusal::Http(Error::Io(_))), "{refusal}");
        assert_eq!(refusal.answer(), None);
    }
}

#[tokio::test(start_paused = true)]
async fn of_several_faults_the_first_is_named() {
    let request = with("Upgrade", &[]).replace("GET", "POST");
    let (mut client, opened) = opening(Config::default());
    client.write_all(request.as_bytes()).await.unwrap();
    client.shutdown().await.unwrap();
    assert!(rest(&mut client).await.starts_with("HTTP/1.1 405 "));
    let refusal = opened.await.unwrap().err().unwrap();
    assert!(matches!(refusal, Refusal::WrongMethod), "{refusal}");
}

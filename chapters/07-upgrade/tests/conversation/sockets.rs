//! Over real sockets: what a connection in memory cannot show.

use std::future::pending;

use kit::within;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use upgrade::{Answer, Config, HELLO, ask, fresh_key, serve};
use wiretap::Recorder;

use crate::request::{handshake, rest};

/// A server on a port of its own.
async fn served() -> u16 {
    let listeners = push::listen(0).await.unwrap();
    let port = listeners[0].local_addr().unwrap().port();
    let recorder = Recorder::new(drop);
    kit::spawn(serve(Config::default(), listeners, recorder, pending()));
    port
}

async fn opened(port: u16) -> Answer<TcpStream> {
    let stream = ping::connect(port).await.unwrap();
    asked(stream).await
}

async fn asked(stream: TcpStream) -> Answer<TcpStream> {
    let key = fresh_key();
    let asking = ask(stream, "localhost", "/", &key);
    within("the answer", asking).await.unwrap()
}

async fn is_greeted(mut answer: Answer<TcpStream>) -> TcpStream {
    while answer.rest.len() < HELLO.len() {
        let more = answer.stream.read_buf(&mut answer.rest);
        assert_ne!(within("the greeting", more).await.unwrap(), 0);
    }
    assert_eq!(answer.rest, HELLO);
    answer.stream
}

#[tokio::test]
async fn a_client_that_is_refused_while_it_sends_a_lot_can_read_why() {
    let port = served().await;
    let request = handshake().replacen("GET", "POST", 1);
    let mut stream = ping::connect(port).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    // The refusal is here, but this client looks only when it has sent all.
    within("the refusal", stream.readable()).await.unwrap();
    for piece in 0..50 {
        let sent = within("it to be taken", stream.write_all(&[b'x'; 10_000]));
        sent.await.unwrap_or_else(|error| panic!("piece {piece}: {error}"));
        tokio::task::yield_now().await;
    }
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 405 Method"), "{answer}");
    assert!(answer.ends_with("error: a handshake is a GET\n"), "{answer}");
}

#[tokio::test]
async fn whoever_misbehaves_harms_nobody_else() {
    let port = served().await;
    let mut first = is_greeted(opened(port).await).await;
    let mut silent = Vec::new();
    for bad in ["", "G", "\0\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"] {
        let mut stream = ping::connect(port).await.unwrap();
        stream.write_all(bad.as_bytes()).await.unwrap();
        silent.push(stream);
        let mut stream = ping::connect(port).await.unwrap();
        stream.write_all(bad.as_bytes()).await.unwrap();
        wiretap::Stream::reset(&stream);
    }
    is_greeted(opened(port).await).await;
    // And the first is still heard: its FIN is answered with one.
    first.write_all(b"still here").await.unwrap();
    first.shutdown().await.unwrap();
    assert_eq!(rest(&mut first).await, "");
}

#[tokio::test]
async fn localhost_is_served_on_both_of_its_addresses() {
    let listeners = push::listen(0).await.unwrap();
    let places: Vec<_> =
        listeners.iter().map(|one| one.local_addr().unwrap()).collect();
    let recorder = Recorder::new(drop);
    kit::spawn(serve(Config::default(), listeners, recorder, pending()));
    for place in places {
        let stream = TcpStream::connect(place).await.unwrap();
        is_greeted(asked(stream).await).await;
    }
}

#[tokio::test]
async fn at_shutdown_whoever_is_connected_is_hung_up_on() {
    let listeners = push::listen(0).await.unwrap();
    let port = listeners[0].local_addr().unwrap().port();
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async { drop(stopped.await) };
    let recorder = Recorder::new(drop);
    let served =
        kit::spawn(serve(Config::default(), listeners, recorder, shutdown));
    let mut client = is_greeted(opened(port).await).await;
    stop.send(()).unwrap();
    within("the server's end", served).await.unwrap().unwrap();
    assert_eq!(rest(&mut client).await, "");
}

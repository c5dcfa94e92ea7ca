//! The wire as a proxy between real sockets, on the real clock.

use std::future::pending;
use std::io::ErrorKind;
use std::num::NonZeroUsize;

use kit::{VacantPort, spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use wiretap::{Config, Death, Event, Recording, Wire};

#[tokio::test]
async fn a_ping_through_real_sockets_comes_back_as_four_slices() {
    let wire = Wire { slice: NonZeroUsize::new(1), ..Wire::default() };
    let (mut client, mut server, recording) = tapped(wire).await;
    client.write_all(b"ping").await.unwrap();
    let mut ping = [0; 4];
    within("the ping", server.read_exact(&mut ping)).await.unwrap();
    assert_eq!(&ping, b"ping");
    assert_eq!(recording.pieces().len(), 4);
}

#[tokio::test]
async fn half_a_close_passes_through() {
    let (mut client, mut server, _) = tapped(Wire::default()).await;
    client.write_all(b"question").await.unwrap();
    client.shutdown().await.unwrap();
    let mut question = String::new();
    let read = server.read_to_string(&mut question);
    within("the client's FIN", read).await.unwrap();
    server.write_all(b"answer").await.unwrap();
    drop(server);
    let mut answer = String::new();
    within("the answer", client.read_to_string(&mut answer)).await.unwrap();
    assert_eq!((&question[..], &answer[..]), ("question", "answer"));
}

#[tokio::test]
async fn a_close_is_a_fin_to_both_even_with_bytes_unread() {
    let wire = Wire { end: Some((4, Death::Fin)), ..Wire::default() };
    let (mut client, mut server, _) = tapped(wire).await;
    client.write_all(b"ping and more than that").await.unwrap();
    let mut got = String::new();
    within("the end", server.read_to_string(&mut got)).await.unwrap();
    assert_eq!(got, "ping");
    within("the end", client.read_to_string(&mut got)).await.unwrap();
    assert_eq!(got, "ping");
}

#[tokio::test]
async fn a_reset_is_one_on_both_sides() {
    let wire = Wire { end: Some((4, Death::Rst)), ..Wire::default() };
    let (mut client, mut server, _) = tapped(wire).await;
    client.write_all(b"ping").await.unwrap();
    for stream in [&mut client, &mut server] {
        let mut got = Vec::new();
        let read = within("a reset", stream.read_to_end(&mut got)).await;
        assert_eq!(read.unwrap_err().kind(), ErrorKind::ConnectionReset);
    }
}

#[tokio::test]
async fn a_client_that_resets_is_told_to_the_server_as_a_reset() {
    let (client, mut server, recording) = tapped(Wire::default()).await;
    client.set_zero_linger().unwrap();
    drop(client);
    let read = within("a reset", server.read(&mut [0; 8])).await;
    assert_eq!(read.unwrap_err().kind(), ErrorKind::ConnectionReset);
    assert_eq!(recording.pieces()[0].event, Event::Rst);
}

#[tokio::test]
async fn without_a_server_the_client_is_reset_and_the_next_one_may_try() {
    let vacant = VacantPort::new();
    let port =
        proxy(vacant.endpoint(), Wire::default(), &Recording::default()).await;
    for _ in 0..2 {
        let mut client = ping::connect(port).await.unwrap();
        let read = within("a reset", client.read(&mut [0; 8])).await;
        assert_eq!(read.unwrap_err().kind(), ErrorKind::ConnectionReset);
    }
}

#[tokio::test]
async fn connections_are_numbered_and_do_not_mix() {
    let recording = Recording::default();
    let listener = ping::listen(0).await.unwrap();
    let to = listener.local_addr().unwrap();
    spawn(ping::serve(listener, pending()));
    let port = proxy(to, Wire::default(), &recording).await;
    for text in ["one", "two"] {
        let mut client = ping::connect(port).await.unwrap();
        client.write_all(text.as_bytes()).await.unwrap();
        let mut pong = [0; 5];
        within("the pong", client.read_exact(&mut pong)).await.unwrap();
    }
    for piece in recording.pieces() {
        match (piece.connection, &piece.event) {
            (1, Event::Bytes(bytes)) => assert_ne!(&bytes[..], b"two"),
            (2, Event::Bytes(bytes)) => assert_ne!(&bytes[..], b"one"),
            (number, event) => assert!(number <= 2, "{event:?}"),
        }
    }
}

/// A client and a server with a proxy between them.
async fn tapped(wire: Wire) -> (TcpStream, TcpStream, Recording) {
    let recording = Recording::default();
    let listener: TcpListener = ping::listen(0).await.unwrap();
    let to = listener.local_addr().unwrap();
    let port = proxy(to, wire, &recording).await;
    let client = ping::connect(port).await.unwrap();
    let server = within("the proxy", ping::accept(&listener)).await;
    (client, server, recording)
}

async fn proxy(
    to: std::net::SocketAddr,
    wire: Wire,
    recording: &Recording,
) -> u16 {
    let listener = ping::listen(0).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let config = Config { to, wire, recorder: recording.recorder() };
    spawn(wiretap::serve(config, listener, pending()));
    port
}

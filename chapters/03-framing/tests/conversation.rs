//! The ping/pong over wires in memory, on a clock that only moves when
//! everybody waits: exact, and over at once.

use std::io::ErrorKind;
use std::num::NonZeroUsize;
use std::time::Duration;

use framing::{Config, Error, answer, ask};
use kit::{deliveries, expect_wire, send, spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};
use wiretap::{Death, MemoryStream, Piece, Recording, Wire, pair};

const SECOND: Duration = Duration::from_secs(1);
const MS: Duration = Duration::from_millis(1);

#[tokio::test(start_paused = true)]
async fn each_ping_gets_one_pong_however_it_is_delivered() {
    for delivery in deliveries(&[b"ping\n", b"ping\r\n", b"ping\n"]) {
        let (mut client, _server) = served(Wire::default());
        send(&mut client, &delivery).await.unwrap();
        client.shutdown().await.unwrap();
        let answers = read_all(&mut client).await;
        expect_wire(&answers, b"pong\npong\npong\n", delivery.name);
    }
}

#[tokio::test(start_paused = true)]
async fn a_ping_and_a_pong_survive_a_wire_that_cuts_both_into_bytes() {
    let wire =
        Wire { delay: 50 * MS, slice: NonZeroUsize::new(1), ..Wire::default() };
    let (pieces, took) = conversation(wire, 2).await;
    // Five bytes, a millisecond apart, 50 ms there, and the same back.
    assert_eq!(took, 2 * SECOND + 2 * (50 + 4) * MS);
    let received: Vec<Duration> =
        pieces[..10].iter().filter_map(|piece| piece.received).collect();
    let arriving = |first: u64| (first..first + 5).map(Duration::from_millis);
    let expected: Vec<Duration> =
        arriving(1050).chain(arriving(1104)).collect();
    assert_eq!(received, expected);
}

#[tokio::test(start_paused = true)]
async fn what_the_server_answers_to_good_and_bad_bytes_is_pinned() {
    let mut table = String::from(
        "| what comes | what is answered | and then |\n|---|---|---|\n",
    );
    let endless = [b'a'; 8193];
    for (comes, bytes, finishes) in [
        (r"`ping\n`", &b"ping\n"[..], true),
        (r"`ping\r\nping\n`", b"ping\r\nping\n", true),
        (r"`hello\n`", b"hello\n", true),
        (r"`ab\xff\n`, no UTF-8", b"ab\xff\n", true),
        ("8193 bytes without a line end", &endless, false),
        ("`pin`, then a FIN", b"pin", true),
        ("`pin`, then silence", b"pin", false),
        ("nothing at all", b"", false),
    ] {
        let start = Instant::now();
        let (mut client, server) = served(Wire::default());
        client.write_all(bytes).await.unwrap();
        if finishes {
            client.shutdown().await.unwrap();
        }
        let answers = kit::readable(&read_all(&mut client).await);
        let then = match (start.elapsed(), ended(server).await) {
            (_, Ok(())) => "the talk goes on".to_string(),
            (Duration::ZERO, Err(_)) => "it hangs up".to_string(),
            (after, Err(_)) => format!("it hangs up, after {after:?}"),
        };
        table += &format!("| {comes} | `{answers}` | {then} |\n");
    }
    kit::pin!("what-the-server-answers", table.trim_end());
}

#[tokio::test(start_paused = true)]
async fn anything_else_than_a_ping_is_told_what_to_say() {
    let said = answers_to(&[b"hello\nPING\n\nping \nping\n"]).await;
    let expected = [b"error: say ping\n".repeat(4), b"pong\n".to_vec()];
    expect_wire(&said, &expected.concat(), "only `ping` is a ping");
}

#[tokio::test(start_paused = true)]
async fn a_line_that_is_not_utf_8_is_told_so_and_the_talk_goes_on() {
    let said = answers_to(&[b"ping\nab\xff\nping\n"]).await;
    let expected = b"pong\nerror: not UTF-8 after 2 bytes\npong\n";
    expect_wire(&said, expected, "the next line can be understood");
}

#[tokio::test(start_paused = true)]
async fn a_line_over_the_limit_is_told_so_once_and_hung_up_on() {
    let (mut client, server) = served(Wire::default());
    client.write_all(&[b'a'; 10_000]).await.unwrap();
    let said = read_all(&mut client).await;
    expect_wire(&said, b"error: line over 8192 bytes\n", "one line, a FIN");
    let error = ended(server).await.unwrap_err();
    assert!(matches!(error, Error::LineTooLong { max_size: 8192 }));
}

#[tokio::test(start_paused = true)]
async fn after_the_last_words_what_still_comes_is_taken_and_forgotten() {
    // A socket that is closed with unread bytes in it sends a RST, and a
    // client whose write fails may never look for the last words.
    let (mut client, server) = served(Wire::default());
    client.write_all(&[b'a'; 10_000]).await.unwrap();
    let said = read_all(&mut client).await;
    expect_wire(&said, b"error: line over 8192 bytes\n", "");
    client.write_all(&[b'a'; 100_000]).await.unwrap();
    assert!(!server.is_finished(), "it has closed with bytes under way");
    client.shutdown().await.unwrap();
    assert!(ended(server).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn half_a_message_and_a_fin_is_told_so() {
    // The client has finished writing. It can still read.
    let (mut client, server) = served(Wire::default());
    client.write_all(b"pin").await.unwrap();
    client.shutdown().await.unwrap();
    let said = read_all(&mut client).await;
    expect_wire(&said, b"error: finished 3 bytes into a message\n", "");
    let error = ended(server).await.unwrap_err();
    assert!(matches!(error, Error::Incomplete { size: 3 }));
}

#[tokio::test(start_paused = true)]
async fn half_a_message_and_silence_is_hung_up_on_after_the_idle_time() {
    let (mut client, server) = served(Wire::default());
    client.write_all(b"pin").await.unwrap();
    let said = read_all(&mut client).await;
    expect_wire(&said, b"error: no whole message within 60s\n", "");
    let error = ended(server).await.unwrap_err();
    assert!(matches!(error, Error::TooSlow { .. }));
}

#[tokio::test(start_paused = true)]
async fn a_byte_now_and_then_does_not_keep_a_connection() {
    // The attack: hold many connections open with one byte a minute each.
    let start = Instant::now();
    let (mut client, server) = served(Wire::default());
    for _ in 0..4 {
        client.write_all(b"a").await.unwrap();
        sleep(25 * SECOND).await;
    }
    assert!(ended(server).await.is_err());
    drop(client);
    assert!(start.elapsed() <= 101 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn whoever_keeps_pinging_is_never_too_slow() {
    let (mut client, server) = served(Wire::default());
    for _ in 0..10 {
        sleep(59 * SECOND).await;
        client.write_all(b"ping\n").await.unwrap();
    }
    client.shutdown().await.unwrap();
    assert!(ended(server).await.is_ok());
    assert_eq!(read_all(&mut client).await, b"pong\n".repeat(10));
}

#[tokio::test(start_paused = true)]
async fn a_flood_of_pings_gets_as_many_pongs() {
    let (client, _server) = served(Wire::default());
    let (mut reader, mut writer) = tokio::io::split(client);
    spawn(async move {
        writer.write_all(&b"ping\n".repeat(10_000)).await.unwrap();
        writer.shutdown().await.unwrap();
    });
    let mut said = Vec::new();
    let read = reader.read_to_end(&mut said);
    within("the pongs", read).await.unwrap();
    assert_eq!(said, b"pong\n".repeat(10_000));
}

#[tokio::test(start_paused = true)]
async fn a_client_that_never_reads_is_waited_for_and_then_dropped() {
    let (mut client, server) = served(Wire::default());
    let flood = async {
        let mut taken = 0;
        while let Ok(size) = client.write(&b"ping\n".repeat(100)).await {
            taken += size;
            assert!(taken < 1 << 20, "the server keeps what nobody reads");
        }
    };
    // It stops taking, long before that much.
    assert!(timeout(30 * SECOND, flood).await.is_err());
    let error = ended(server).await.unwrap_err();
    assert_eq!(std::io::Error::from(error).kind(), ErrorKind::TimedOut);
}

#[tokio::test(start_paused = true)]
async fn a_reset_in_the_middle_of_a_message_ends_both_sides() {
    let wire = Wire { end: Some((3, Death::Rst)), ..Wire::default() };
    let (client, server) = served(wire);
    let asked = within("the client", ask(client, SECOND, None)).await;
    assert_eq!(asked.unwrap_err().kind(), ErrorKind::ConnectionReset);
    assert!(matches!(ended(server).await, Err(Error::Io(_))));
}

#[tokio::test(start_paused = true)]
async fn a_client_does_not_take_half_a_pong_for_a_pong() {
    let wire = Wire { end: Some((5 + 3, Death::Fin)), ..Wire::default() };
    let (client, _server) = served(wire);
    let asked = within("the client", ask(client, SECOND, None)).await;
    let error = asked.unwrap_err();
    assert_eq!(error.to_string(), "finished 3 bytes into a message");
}

#[tokio::test(start_paused = true)]
async fn a_client_says_so_when_the_server_has_closed_the_connection() {
    let wire = Wire { end: Some((5 + 5, Death::Fin)), ..Wire::default() };
    let (client, _server) = served(wire);
    let asked = within("the client", ask(client, SECOND, None)).await;
    let error = asked.unwrap_err();
    assert_eq!(error.to_string(), "the server has closed the connection");
}

#[tokio::test(start_paused = true)]
async fn a_server_that_sends_an_endless_line_does_not_fill_the_client() {
    let (client, mut server) = pair();
    let asked = spawn(ask(client, SECOND, None));
    server.write_all(&[b'a'; 8192]).await.unwrap();
    let error = within("the client", asked).await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "line over 1024 bytes");
}

#[tokio::test(start_paused = true)]
async fn after_a_pulled_cable_the_server_is_gone_in_a_minute() {
    let wire = Wire { end: Some((5, Death::Silence)), ..Wire::default() };
    let (client, server) = served(wire);
    spawn(ask(client, SECOND, None));
    let start = Instant::now();
    assert!(ended(server).await.is_err());
    assert!(start.elapsed() < 70 * SECOND);
}

/// A client's end of a wire, with our server at the other end.
fn served(wire: Wire) -> (MemoryStream, JoinHandle<Result<(), Error>>) {
    let (client, server) = wire.connect(Recording::default().recorder());
    let server = spawn(async move { answer(&Config::default(), server).await });
    (client, server)
}

async fn ended(server: JoinHandle<Result<(), Error>>) -> Result<(), Error> {
    within("the server's end", server).await.unwrap()
}

async fn answers_to(pieces: &[&[u8]]) -> Vec<u8> {
    let (mut client, _server) = served(Wire::default());
    client.write_all(&pieces.concat()).await.unwrap();
    client.shutdown().await.unwrap();
    read_all(&mut client).await
}

async fn read_all(client: &mut MemoryStream) -> Vec<u8> {
    let mut said = Vec::new();
    let read = client.read_to_end(&mut said);
    within("the end of what the server says", read).await.unwrap();
    said
}

/// Our client and our server, until `count` pongs have come.
async fn conversation(wire: Wire, count: u64) -> (Vec<Piece>, Duration) {
    let recording = Recording::default();
    let start = Instant::now();
    let (client, server) = wire.connect(recording.recorder());
    spawn(async move { answer(&Config::default(), server).await });
    let asked = ask(client, SECOND, Some(count));
    within("the last pong", asked).await.unwrap();
    (recording.pieces(), start.elapsed())
}

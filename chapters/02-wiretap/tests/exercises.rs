//! The checks of chapter 02's exercises. The files to edit are in
//! `chapters/02-wiretap/exercises`.

use std::num::NonZeroUsize;
use std::time::Duration;

use bytes::Bytes;
use kit::{expect_prediction, expect_wire, hex, readable, spawn, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, sleep};
use wiretap::{Death, Direction, Event, Piece, Recording, Wire, diagram};

exercise::load!(cut);
exercise::load!(delivered);
exercise::load!(how_it_ended);
exercise::load!(sliced_write);

const SECOND: Duration = Duration::from_secs(1);

#[exercise::check(sliced_write)]
#[tokio::test(start_paused = true)]
async fn ex_02_1_a_sliced_write_arrives_in_these_pieces() {
    let wire = Wire { slice: NonZeroUsize::new(2), ..Wire::default() };
    let recording = Recording::default();
    let (mut client, mut server) = wire.connect(recording.recorder());
    server.write_all(b"pong\n").await.unwrap();
    drop(server);
    let mut got = Vec::new();
    within("the pong", client.read_to_end(&mut got)).await.unwrap();
    let pieces: Vec<String> = recording
        .pieces()
        .iter()
        .filter_map(|piece| match &piece.event {
            Event::Bytes(bytes) => Some(hex(bytes)),
            _ => None,
        })
        .collect();
    expect_prediction(
        "PIECES",
        &sliced_write::PIECES.to_lowercase(),
        &pieces.join("\n"),
        "How many bytes has `pong\\n`, and how many does one slice hold at \
         the most? (hint 2)",
    );
}

#[exercise::check(delivered)]
#[test]
fn ex_02_2_only_what_arrived_in_that_direction_counts() {
    use Direction::{ToClient, ToServer};
    let piece = |direction, text: &'static str, sent, received| Piece {
        connection: 1,
        direction,
        event: Event::Bytes(Bytes::from_static(text.as_bytes())),
        sent: SECOND * sent,
        received: Option::map(received, Duration::from_secs),
    };
    let pieces = [
        piece(ToServer, "pi", 1, Some(2)),
        piece(ToServer, "ng", 3, Some(4)),
        piece(ToClient, "po", 5, Some(6)),
        piece(ToClient, "ng\n", 7, None),
        Piece { event: Event::Rst, ..piece(ToServer, "", 8, Some(8)) },
    ];
    for (direction, expected, side) in
        [(ToServer, "ping", "server"), (ToClient, "po", "client")]
    {
        expect_wire(
            &delivered::delivered(&pieces, direction),
            expected.as_bytes(),
            &format!(
                "This is what the {side} has received of this recording:\n\n\
                 {}\nWhich of these arrows point to the {side}, and which \
                 ever got there? (hint 2)",
                diagram(&pieces)
            ),
        );
    }
}

#[exercise::check(cut)]
#[tokio::test(start_paused = true)]
async fn ex_02_3_the_client_reads_half_a_pong_and_then_this() {
    let recording = Recording::default();
    let (mut client, server) = cut::wire().connect(recording.recorder());
    spawn(ping::answer(server));
    client.write_all(b"ping").await.unwrap();
    let mut got = Vec::new();
    let mut buffer = [0; 64];
    let patience = Duration::from_secs(60);
    let next = loop {
        let read = client.read(&mut buffer);
        match tokio::time::timeout(patience, read).await {
            Ok(Ok(size)) if size > 0 => got.extend(&buffer[..size]),
            Ok(Ok(_)) => break "Ok(0)",
            Ok(Err(_)) => break "Err(ConnectionReset)",
            Err(_) => break "never returns",
        }
    };
    let drawn = diagram(&recording.pieces());
    expect_wire(
        &got,
        b"po",
        &format!(
            "This is what happened on your wire:\n\n{drawn}\nWhich bytes does \
             the wire count before it ends? (hint 2)"
        ),
    );
    assert!(
        next == "Ok(0)",
        "the client has read `po`, and what comes then does not look like an \
         orderly end; this is what happened on your wire:\n\n{drawn}\nWhich \
         of the three deaths is polite? (hint 1)"
    );
    expect_prediction(
        "NEXT_READ",
        cut::NEXT_READ,
        next,
        "Can TCP know that `po` was meant to be `pong`? (hint 3)",
    );
}

#[exercise::check(how_it_ended)]
#[tokio::test(start_paused = true)]
async fn ex_02_4_each_death_is_called_by_its_name() {
    for death in [Death::Fin, Death::Rst, Death::Silence] {
        let wire = Wire { end: Some((10, death)), ..Wire::default() };
        let (client, mut server) =
            wire.connect(Recording::default().recorder());
        // Two pongs, three seconds apart: slow, but not silent.
        spawn(async move {
            for _ in 0..2 {
                sleep(3 * SECOND).await;
                let _ = server.write_all(b"pong\n").await;
            }
            std::future::pending::<()>().await;
        });
        let start = Instant::now();
        let called = within(
            &format!(
                "your verdict on a connection that ended in {death:?}, with a \
                 patience of 5 s (which read never returns? hint 2)"
            ),
            how_it_ended::how_it_ended(client, 5 * SECOND),
        )
        .await;
        let after = start.elapsed().as_secs();
        assert!(
            called == death,
            "the server said \"{}\" after 3 s and again after 6 s; then the \
             connection ended in {death:?}\nAfter {after} s you called that \
             {called:?}, with a patience of 5 s. What does read give, or not \
             give, in each case? (hints 1 and 2)",
            readable(b"pong\n"),
        );
    }
}

//! How a session ends, and what each side is told.

use engine::{Config, Message, Reason};
use frame::Opcode;
use kit::within;
use peer::{Peer as Socket, masked};
use tokio::time::Instant;

use crate::web::{House, MS, SECOND, heard, settle};

#[tokio::test(start_paused = true)]
async fn what_was_accepted_before_our_goodbye_comes_before_it() {
    let house = House::silent();
    let mut socket = house.websocket(4).await;
    for number in 0..100 {
        house.peer().send(Message::text(&number.to_string()));
    }
    house.peer().close(Reason::ForcedClose);
    house.peer().send(Message::text("too late"));
    for number in 0..100 {
        socket.expect(&format!("4{number}")).await;
    }
    socket.expect_closed(1000, "forced close").await;
    assert_eq!(house.notes(), ["closed: forced close"]);
    socket.expect_end().await;
}

#[tokio::test(start_paused = true)]
async fn by_polling_the_last_words_come_and_then_a_close() {
    for (eio, last, close) in
        [(4, "4one\x1e4two", "1"), (3, "4:4one4:4two", "1:1")]
    {
        let house = House::silent();
        let polling = house.polling(eio).await;
        house.peer().send(Message::text("one"));
        house.peer().send(Message::text("two"));
        house.peer().close(Reason::ForcedClose);
        settle().await;
        house.peer().send(Message::text("too late"));
        assert_eq!(polling.hear().await, last);
        house.expect_size(1);
        assert_eq!(polling.hear().await, close);
        house.expect_size(0);
        polling.expect_over().await;
        assert_eq!(house.notes(), ["closed: forced close"]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_poll_that_waits_at_our_goodbye_is_told_at_once() {
    let house = House::silent();
    let polling = house.polling(4).await;
    let poll = polling.poll().await;
    let start = Instant::now();
    house.peer().close(Reason::ForcedClose);
    assert_eq!(heard(poll).await, "1");
    assert!(start.elapsed() < MS);
    house.expect_size(0);
}

#[tokio::test(start_paused = true)]
async fn nobody_s_last_words_wait_longer_than_the_goodbye() {
    let house = House::silent();
    let polling = house.polling(4).await;
    let start = Instant::now();
    house.peer().send(Message::text("one"));
    house.peer().close(Reason::ForcedClose);
    while house.engine.size() > 0 {
        settle().await;
    }
    let goodbye = house.engine.config().goodbye;
    assert!(start.elapsed() >= goodbye && start.elapsed() < goodbye + 3 * MS);
    polling.expect_over().await;
    assert_eq!(house.notes(), ["closed: forced close"]);
}

#[tokio::test(start_paused = true)]
async fn the_first_reason_stands_and_is_told_once() {
    let house = House::silent();
    let mut socket = house.websocket(4).await;
    house.peer().close(Reason::ForcedClose);
    house.peer().close(Reason::ServerShuttingDown);
    house.engine.close();
    socket.expect_closed(1000, "forced close").await;
    assert_eq!(house.peer().closed(), Some(Reason::ForcedClose));
    drop(socket);
    settle().await;
    assert_eq!(house.notes(), ["closed: forced close"]);
}

#[tokio::test(start_paused = true)]
async fn when_all_ends_websockets_hear_1001_and_polls_a_close() {
    let house = House::new(Config::default());
    let mut four = house.websocket(4).await;
    let three = house.websocket(3).await;
    let polling = house.polling(4).await;
    let poll = polling.poll().await;
    let start = Instant::now();
    four.say("4hello").await;
    settle().await;
    house.engine.close();
    four.expect("4hello").await;
    for mut socket in [four, three] {
        socket.expect_closed(1001, "server shutting down").await;
        socket.send(Opcode::Close, b"\x03\xe9").await;
        socket.expect_end().await;
    }
    assert_eq!(heard(poll).await, "1");
    assert!(start.elapsed() < SECOND);
    house.expect_size(0);
    let notes = house.notes();
    assert_eq!(notes[0], "hello");
    assert_eq!(notes[1..], ["closed: server shutting down"; 3]);
    within("its end", house.engine.closed()).await;
}

#[tokio::test(start_paused = true)]
async fn after_the_end_nobody_is_let_in() {
    let house = House::new(Config::default());
    let mut late = house.connect();
    settle().await;
    house.engine.close();
    // Nothing was asked yet: it is hung up on.
    assert_eq!(late.rest().await, "");
    let asked = house.get("EIO=4&transport=polling").await;
    assert!(asked.status == 503 || asked.status == 0, "{asked:?}");
    house.expect_size(0);
}

#[tokio::test(start_paused = true)]
async fn whoever_does_not_answer_our_close_is_waited_for_up_to_the_goodbye() {
    let house = House::new(Config::default());
    let mut socket = house.websocket(4).await;
    let start = Instant::now();
    house.engine.close();
    socket.closed().await;
    // The session is forgotten already, the connection is not.
    house.expect_size(0);
    let Socket { task, stream, .. } = socket;
    within("the conversation's end", task).await.unwrap();
    assert_eq!(start.elapsed(), house.engine.config().goodbye);
    drop(stream);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_says_1_or_closes_its_websocket_hears_1000() {
    for goodbye in [
        masked(Opcode::Text, b"1"),
        masked(Opcode::Close, b"\x03\xe8"),
        masked(Opcode::Close, b"\x03\xe9bye"),
    ] {
        let house = House::new(Config::default());
        let mut socket = house.websocket(4).await;
        socket.write(&goodbye).await;
        let code = match goodbye[0] {
            0x88 => u16::from_be_bytes([0x03, goodbye[7] ^ goodbye[3]]),
            _ => 1000,
        };
        assert_eq!(socket.closed().await.0, code);
        assert_eq!(house.notes(), ["closed: transport close"]);
        house.expect_size(0);
        socket.expect_end().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_breaks_ends_the_session_of_a_websocket() {
    let ends: [fn(Socket); 2] = [drop, |socket| {
        kit::trouble::reset(socket.stream);
    }];
    for end in ends {
        let house = House::new(Config::default());
        let mut socket = house.websocket(4).await;
        socket.write(&masked(Opcode::Text, b"4half")[..5]).await;
        settle().await;
        end(socket);
        settle().await;
        house.expect_size(0);
        assert_eq!(house.notes(), ["closed: transport error"]);
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_breaks_a_rule_is_told_the_code_and_the_reason() {
    let with = |first: u8, opcode, payload: &[u8]| {
        let mut frame = masked(opcode, payload);
        frame[0] |= first;
        frame.to_vec()
    };
    let size = 1_000_001_u64.to_be_bytes();
    let announced = [&[0x81, 0xff][..], &size, &[0; 4]].concat();
    let error = "transport error";
    for (eio, bytes, code, why, reason) in [
        (
            4,
            with(0, Opcode::Text, b"9"),
            1002,
            "no packet begins with the byte 0x39",
            "parse error",
        ),
        (
            4,
            with(0, Opcode::Text, b""),
            1002,
            "a packet without a type",
            "parse error",
        ),
        (
            4,
            with(0, Opcode::Text, b"b$"),
            1002,
            "bytes that are not base64",
            "parse error",
        ),
        (
            3,
            with(0, Opcode::Binary, b"\x34hello"),
            1002,
            "no packet begins with the byte 0x34",
            "parse error",
        ),
        (
            3,
            with(0, Opcode::Binary, b""),
            1002,
            "a packet without a type",
            "parse error",
        ),
        (
            4,
            with(0, Opcode::Text, b"4\xff"),
            1007,
            "UTF-8 encoding error: invalid utf-8 sequence of 1 bytes from \
             index 1",
            error,
        ),
        (
            4,
            with(0x40, Opcode::Text, b"4"),
            1002,
            "WebSocket protocol error: Reserved bits are non-zero",
            error,
        ),
        (
            4,
            b"\x81\x024a".to_vec(),
            1002,
            "WebSocket protocol error: Received an unmasked frame from client",
            error,
        ),
        (
            4,
            announced,
            1009,
            "Space limit exceeded: Message too long: 1000001 > 1000000",
            error,
        ),
    ] {
        let house = House::new(Config::default());
        let mut socket = house.websocket(eio).await;
        socket.write(&bytes).await;
        socket.expect_closed(code, why).await;
        let reason = format!("closed: {reason}");
        assert_eq!(house.notes(), [reason]);
        house.expect_size(0);
        socket.expect_end().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_message_that_grows_over_the_limit_by_fragments_is_refused() {
    let config = Config { max_payload: 1000, ..Config::default() };
    let house = House::new(config);
    let mut socket = house.websocket(4).await;
    let longest = format!("4{}", "x".repeat(999));
    socket.say(&longest).await;
    socket.expect(&longest).await;
    for opcode in [Opcode::Text, Opcode::Continuation] {
        let mut fragment = masked(opcode, &longest.as_bytes()[..600]);
        fragment[0] &= 0x7f; // more is to come
        socket.write(&fragment).await;
    }
    assert_eq!(socket.closed().await.0, 1009);
}

//! How a conversation ends, which code is on the wire, and what the others
//! are told.

use bytes::BytesMut;
use frame::{Close, Opcode};
use peer::{Peer, masked};
use tokio::io::AsyncWriteExt;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use websocket::{Config, Ending};
use wiretap::Stream;

use crate::web::House;

/// Ann, and bob, of whom she knows.
async fn ann_and_bob() -> (House, Peer, Peer) {
    let house = House::new(Config::default());
    let mut ann = house.join("ann").await;
    let bob = house.join("bob").await;
    ann.expect("* bob joined").await;
    (house, ann, bob)
}

#[tokio::test(start_paused = true)]
async fn a_message_that_grows_over_the_limit_by_fragments_is_refused() {
    let house = House::new(Config::default());
    let mut bob = house.join("bob").await;
    // Each frame is short enough, and none of them is the last.
    let mut fragments = BytesMut::new();
    for number in 0..5 {
        let opcode = match number {
            0 => Opcode::Text,
            _ => Opcode::Continuation,
        };
        let mut fragment = masked(opcode, &[b'x'; 1000]);
        fragment[0] &= 0x7f; // more is to come
        fragments.extend_from_slice(&fragment);
    }
    bob.write(&fragments).await;
    assert!(bob.hear().await.starts_with("* error: "));
    assert_eq!(bob.closed().await.0, 1009);
}

#[tokio::test(start_paused = true)]
async fn whoever_breaks_a_rule_is_told_the_code_and_the_others_the_reason() {
    let with = |opcode, first: u8, payload: &[u8]| {
        let mut frame = masked(opcode, payload);
        frame[0] |= first;
        frame.to_vec()
    };
    let unmasked = b"\x81\x02hi".to_vec();
    let long = [b'x'; 4097];
    for (what, bytes, code, reason) in [
        ("binary", with(Opcode::Binary, 0, b"\x01\x02"), 1003, "text only"),
        (
            "too long",
            with(Opcode::Text, 0, &long),
            1009,
            "Space limit exceeded: Message too long: 4097 > 4096",
        ),
        (
            "announced, and never sent",
            vec![0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
            1009,
            "Space limit exceeded: Message too long: 4294967296 > 4096",
        ),
        (
            "no UTF-8",
            with(Opcode::Text, 0, b"\xff\xfe"),
            1007,
            "UTF-8 encoding error: invalid utf-8 sequence of 1 bytes from \
             index 0",
        ),
        (
            "a reserved bit",
            with(Opcode::Text, 0x40, b"hi"),
            1002,
            "WebSocket protocol error: Reserved bits are non-zero",
        ),
        (
            "no mask",
            unmasked,
            1002,
            "WebSocket protocol error: Received an unmasked frame from client",
        ),
        (
            "nothing to continue",
            with(Opcode::Continuation, 0, b"hi"),
            1002,
            "WebSocket protocol error: Continue frame but nothing to continue",
        ),
        (
            "a long ping",
            with(Opcode::Ping, 0, &long[..126]),
            1002,
            "WebSocket protocol error: Control frame too big (payload must \
             be 125 bytes or less)",
        ),
    ] {
        let (_house, mut ann, mut bob) = ann_and_bob().await;
        bob.write(&bytes).await;
        let told = format!("* bob left ({reason})");
        assert_eq!(ann.hear().await, told, "{what}");
        bob.expect(&format!("* error: {reason}")).await;
        assert_eq!(bob.closed().await, (code, reason.to_string()), "{what}");
        bob.expect_end().await;
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_says_goodbye_hears_its_own_code_and_the_end() {
    for (payload, answer) in [
        (&b""[..], &b"\x88\x00"[..]),
        (b"\x03\xe8bye", b"\x88\x05\x03\xe8bye"),
        (b"\x0f\xa0", b"\x88\x02\x0f\xa0"),
    ] {
        let (_house, mut ann, mut bob) = ann_and_bob().await;
        let start = Instant::now();
        bob.send(Opcode::Close, payload).await;
        ann.expect("* bob left").await;
        let said = bob.rest().await;
        assert_eq!(said, String::from_utf8_lossy(answer));
        bob.expect_end().await;
        assert_eq!(start.elapsed().as_secs(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_goes_without_a_word_is_lost_and_the_others_hear_so() {
    let ends: [fn(Peer); 3] = [
        drop,
        |bob| {
            bob.stream.reset();
            drop(bob);
        },
        |mut bob| {
            // A FIN: it would still read.
            kit::spawn(async move {
                bob.stream.shutdown().await.unwrap();
                std::future::pending::<()>().await;
                drop(bob);
            });
        },
    ];
    for end in ends {
        let (_house, mut ann, bob) = ann_and_bob().await;
        end(bob);
        ann.expect("* bob left (connection lost)").await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_guest_who_never_hangs_up_after_the_last_words_is_hung_up_on() {
    let (house, mut ann, mut bob) = ann_and_bob().await;
    let start = Instant::now();
    bob.send(Opcode::Binary, b"").await;
    bob.expect("* error: text only").await;
    assert_eq!(bob.closed().await.0, 1003);
    ann.expect("* bob left (text only)").await;
    let Peer { task, stream, .. } = bob;
    task.await.unwrap();
    assert_eq!(start.elapsed(), house.chat.config().goodbye);
    drop(stream);
}

#[test]
fn a_reason_is_cut_where_a_character_ends_so_that_it_fits_into_a_frame() {
    for (reason, size) in [
        ("x".repeat(123), 123),
        ("x".repeat(124), 123),
        ("ü".repeat(61), 122),
        ("ü".repeat(62), 122),
    ] {
        let ending = Ending::enough(CloseCode::Policy, &reason);
        let told = ending.reason().unwrap();
        assert_eq!(told.len(), size);
        assert!(reason.starts_with(told));
        let close = Close::new(Close::POLICY, told);
        assert!(close.encode().len() <= 125);
    }
}

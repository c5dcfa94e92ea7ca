//! 03.2: two bytes of length.

use kit::{deliveries, expect_wire, hex};

use super::attempt;
use super::receiver::Receiver;
use crate::lengths::{TooLong, decode, encode};

#[exercise::check(lengths)]
#[test]
fn ex_03_2_the_length_stands_in_front_of_the_message() {
    let sent = [&b"ping"[..], b"", &[b'x'; 300]];
    let lengths = [&b"\x00\x04"[..], b"\x00\x00", b"\x01\x2c"];
    for (message, length) in sent.into_iter().zip(lengths) {
        let size = message.len();
        let framed = encode(message).unwrap_or_else(|error| {
            panic!(
                "a message of {size} bytes gave {error:?}\nHow many can two \
                 bytes count? (hint 2)"
            )
        });
        expect_wire(
            &framed,
            &[length, message].concat(),
            &format!(
                "A message of {size} bytes: two bytes of length, the most \
                 significant first, then the message. Which of to_be_bytes, \
                 to_le_bytes, to_ne_bytes is that? (hint 1)"
            ),
        );
    }
    let size = usize::from(u16::MAX) + 1;
    match encode(&vec![b'x'; size]) {
        Ok(framed) => panic!(
            "a message of {size} bytes was sent as {} …\nWhat would the \
             receiver take the first two bytes for, and what would it take \
             the rest for? `u16::try_from` knows what fits (hint 2).",
            hex(&framed[..framed.len().min(6)])
        ),
        Err(error) => assert!(
            error == TooLong(size),
            "a message of {size} bytes gave {error:?}\nRight, two bytes \
             cannot count them. The number in TooLong is how many bytes the \
             message has: TooLong({size})."
        ),
    }
}

#[exercise::check(lengths)]
#[test]
fn ex_03_2_messages_come_out_whole_however_they_are_delivered() {
    let messages: [&[u8]; 3] = [b"\0\x04ping", b"\0\0", b"\0\x08two\nline"];
    for delivery in deliveries(&messages) {
        let mut receiver = Receiver::new(8, &delivery);
        for piece in &delivery.pieces {
            receiver.read(piece);
        }
    }
}

#[exercise::check(lengths)]
#[test]
fn ex_03_2_a_length_over_the_limit_is_refused_at_once() {
    let mut buffer = vec![0xff, 0xff];
    let answer = attempt(
        || decode(&mut buffer, 512),
        || {
            "your `decode` panicked on a buffer of 2 bytes, ff ff, with a \
             limit of 512\nA message of 65535 bytes will follow, and none of \
             them is there yet. How early can you know that it is too long? \
             (hint 2)"
                .to_string()
        },
    );
    let question = match answer {
        Err(TooLong(65535)) => return,
        Err(TooLong(_)) => {
            "You refuse it in time, but the number is another one. The number \
             in TooLong is how many bytes the message has, as its length says: \
             TooLong(65535)."
        }
        Ok(_) => {
            "What will you keep while the peer sends the rest, one byte a \
             minute? How early can you know? (hint 2)"
        }
    };
    panic!(
        "the peer has sent ff ff: a message of 65535 bytes will follow. Your \
         limit is 512, and you answered {answer:?}\n{question}"
    );
}

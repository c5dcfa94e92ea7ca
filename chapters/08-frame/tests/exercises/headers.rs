//! 08.1: what a header costs.

use bytes::BytesMut;
use frame::{Decoder, Event, Frame, Header, Limits, Opcode, Role};

use crate::headers;

#[exercise::check(headers)]
#[test]
fn ex_08_1_a_header_has_2_to_14_bytes() {
    let alone = |role, size| {
        let mut bytes = BytesMut::new();
        Frame::encode(Opcode::Binary, &vec![0; size], role, &mut bytes);
        bytes.len() - size
    };
    let (up, down) = (Role::Client, Role::Server);
    let ask = |name, guess: &str, fact: usize, why| {
        // `6`, and `6 bytes` as well.
        let number = guess.trim().trim_end_matches("bytes").trim_end();
        kit::expect_prediction(name, number, &fact.to_string(), why);
    };
    ask(
        "HELLO_UP",
        headers::HELLO_UP,
        alone(up, 5),
        "Look at the first picture: which bytes are lighter? (hint 1)",
    );
    ask(
        "HELLO_DOWN",
        headers::HELLO_DOWN,
        alone(down, 5),
        "What does a server leave out? Compare the first two pictures \
         (hint 1).",
    );
    ask(
        "UP_125",
        headers::UP_125,
        alone(up, 125),
        "Does 125 need a form of its own? (hint 2)",
    );
    ask(
        "UP_126",
        headers::UP_126,
        alone(up, 126),
        "What do 126 and 127 stand for in the second byte? (hint 2)",
    );
    ask(
        "DOWN_65536",
        headers::DOWN_65536,
        alone(down, 65536),
        "What is the greatest number in two bytes? (hint 2)",
    );
    ask(
        "FRAGMENTS_AND_ECHO",
        headers::FRAGMENTS_AND_ECHO,
        fragments_and_echo(),
        "Each fragment is a frame with all that belongs to one. In how many \
         frames comes the echo? (hint 3)",
    );
    ask(
        "PING_AND_PONG",
        headers::PING_AND_PONG,
        alone(up, 0) + alone(down, 0),
        "A control frame has the same header as any other. (hint 3)",
    );
}

fn fragments_and_echo() -> usize {
    let mut up = BytesMut::new();
    for (fin, opcode, text) in
        [(false, Opcode::Text, "Hel"), (true, Opcode::Continuation, "lo")]
    {
        let (mask, size) = (Some([0; 4]), text.len() as u64);
        Header { fin, opcode, mask, size }.encode(&mut up);
        up.extend_from_slice(text.as_bytes());
    }
    let bytes = up.len();
    let mut decoder = Decoder::new(Role::Server, Limits::default());
    let Ok(Some(Event::Message(hello))) = decoder.decode(&mut up) else {
        panic!("two fragments are a message");
    };
    let mut down = BytesMut::new();
    let (opcode, payload) = (hello.opcode(), hello.payload());
    Frame::encode(opcode, payload, Role::Server, &mut down);
    bytes + down.len() - 2 * payload.len()
}

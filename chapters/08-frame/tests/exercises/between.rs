//! 08.4: a ping between two fragments.

use crate::between::{Due, Messages};

type Frame = (bool, u8, &'static str);

const CONTINUATION: u8 = 0x0;
const TEXT: u8 = 0x1;
const BINARY: u8 = 0x2;
const PING: u8 = 0x9;
const PONG: u8 = 0xa;

const CONVERSATION: [Frame; 15] = [
    (true, TEXT, "one frame"),
    (true, PING, "alone"),
    (false, TEXT, "Hel"),
    (true, PING, "there?"),
    (true, CONTINUATION, "lo"),
    (true, PONG, "nobody has asked"),
    (false, BINARY, ""),
    (true, PONG, "between"),
    (false, CONTINUATION, "a"),
    (true, PING, ""),
    (true, PING, "and again"),
    (false, CONTINUATION, "b"),
    (true, CONTINUATION, ""),
    (true, TEXT, ""),
    (true, TEXT, "the last"),
];

#[exercise::check(between)]
#[test]
fn ex_08_4_a_ping_is_answered_at_once_and_leaves_the_message_alone() {
    let (mut messages, mut reference) = (Messages::default(), Vec::new());
    let mut story = String::new();
    for (fin, opcode, payload) in CONVERSATION {
        story += &format!("  {}\n", told(fin, opcode, payload));
        let got = messages.take(fin, opcode, payload.as_bytes());
        let expected = due(&mut reference, fin, opcode, payload);
        if got != expected {
            panic!(
                "these frames came:\n{story}  and now\n  is due  {}\n  you \
                 gave  {}\n{}",
                shown(&expected),
                shown(&got),
                question(opcode, &got, &expected),
            );
        }
    }
}

fn question(opcode: u8, got: &Option<Due>, expected: &Option<Due>) -> String {
    let question = match (opcode, got, expected) {
        (PING, None, _) => {
            "Somebody waits for the pong now, and the message may take long. \
             (hint 2)"
        }
        (PING, Some(Due::Message(_)), _) => {
            "A ping is no fragment, though it has FIN set. Which bit of its \
             opcode says so? (hint 1)"
        }
        (PING, Some(Due::Pong(_)), _) => {
            "A pong carries the same payload as its ping. (hint 2)"
        }
        (PONG, Some(_), _) => {
            "A pong is an answer. It is not answered, and it is no fragment. \
             (hint 1)"
        }
        (_, Some(Due::Message(got)), Some(Due::Message(want)))
            if got.len() < want.len() =>
        {
            "Part of the message is lost. What has happened to it when the \
             control frame came? (hint 3)"
        }
        (_, Some(Due::Message(_)), _) => {
            "There is something in the message that was not in its fragments. \
             (hint 3)"
        }
        (_, Some(Due::Pong(_)), _) => {
            "Pongs are due when a ping comes, and not later. (hint 2)"
        }
        _ => "A message is due with the frame that has FIN set. (hint 3)",
    };
    question.to_string()
}

fn due(
    begun: &mut Vec<u8>,
    fin: bool,
    opcode: u8,
    payload: &str,
) -> Option<Due> {
    match opcode {
        PING => Some(Due::Pong(payload.into())),
        PONG => None,
        _ => {
            begun.extend_from_slice(payload.as_bytes());
            fin.then(|| Due::Message(std::mem::take(begun)))
        }
    }
}

fn told(fin: bool, opcode: u8, payload: &str) -> String {
    let name = match opcode {
        CONTINUATION => "continuation",
        TEXT => "text",
        BINARY => "binary",
        PING => "ping",
        _ => "pong",
    };
    let fin = if fin { "FIN" } else { "   " };
    format!("{fin} {name:<12} {payload:?}")
}

fn shown(due: &Option<Due>) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match due {
        None => "nothing".to_string(),
        Some(Due::Message(bytes)) => format!("the message {:?}", text(bytes)),
        Some(Due::Pong(bytes)) => format!("a pong {:?}", text(bytes)),
    }
}

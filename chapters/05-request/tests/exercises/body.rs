//! 05.1: a head, and a body by its length.

use bytes::BytesMut;
use kit::{deliveries, readable};
use request::{Decoder, Limits, Start};

use crate::body::{Request, take};

const REQUESTS: [&[u8]; 4] = [
    b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nping",
    b"POST /b HTTP/1.1\r\ncontent-length:6\r\n\r\n\r\n\r\nab",
    b"GET /c HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST /d HTTP/1.1\r\nCONTENT-LENGTH:  2  \r\n\r\n\xc3\xbc",
];

#[exercise::check(body)]
#[test]
fn ex_05_1_requests_come_out_whole_however_they_are_delivered() {
    for delivery in deliveries(&REQUESTS) {
        let (mut buffer, mut reference) = (Vec::new(), Reference::new());
        for (number, piece) in delivery.pieces.iter().enumerate() {
            buffer.extend_from_slice(piece);
            let held = readable(&buffer);
            let got = taken(&mut buffer);
            let expected = reference.take(piece);
            if got != expected {
                panic!(
                    "requests delivered {}; before your `take`, read {} has \
                     made this of the buffer:\n  \"{held}\"\n  should come \
                     out  {}\n  came out         {}\n{}",
                    delivery.name,
                    number + 1,
                    shown(&expected),
                    shown(&got),
                    question(&got, &expected),
                );
            }
        }
    }
}

/// All that `take` gives for now. It must not give for ever.
fn taken(buffer: &mut Vec<u8>) -> Vec<Request> {
    let mut taken = Vec::new();
    while let Some(request) = take(buffer) {
        taken.push(request);
        if taken.len() > REQUESTS.len() {
            break;
        }
    }
    taken
}

fn question(got: &[Request], expected: &[Request]) -> &'static str {
    if got.len() > REQUESTS.len() {
        return "It never ends. Does a request leave the buffer when it comes \
                out? (hint 3)";
    }
    let differ = got.iter().zip(expected).find(|(got, want)| got != want);
    match differ {
        Some((got, want)) if got.line != want.line => {
            "Where does a request begin? What was left over from the one \
             before it? (hint 2)"
        }
        Some((got, want)) if got.body.len() > want.body.len() => {
            "This body has taken bytes that are not its own. Who says how \
             long it is? (hint 1)"
        }
        Some((got, want)) if got.body.len() < want.body.len() => {
            "The body is too short. Has its length been found? How may the \
             name of the field be written, and what may stand around its \
             value? (hint 3)"
        }
        Some(_) => "A body may hold any bytes: it is no text.",
        None if got.len() > expected.len() => {
            "The last one is not whole yet. How many bytes must be there \
             before it may come out? (hint 2)"
        }
        None => {
            "One is whole, and has not come out. Is a request without a \
             length one with an empty body? May one read bring several?"
        }
    }
}

fn shown(requests: &[Request]) -> String {
    if requests.is_empty() {
        return "nothing".to_string();
    }
    let shown = requests.iter().map(|request| {
        format!("[{} | \"{}\"]", request.line, readable(&request.body))
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// The chapter's own decoder, used as the exercise's.
struct Reference(Decoder, BytesMut);

impl Reference {
    fn new() -> Reference {
        Reference(Decoder::new(Limits::default()), BytesMut::new())
    }

    fn take(&mut self, read: &[u8]) -> Vec<Request> {
        let Reference(decoder, buffer) = self;
        buffer.extend_from_slice(read);
        let next = || {
            let message = decoder.decode(buffer).unwrap()?;
            let Start::Request { method, target } = message.head.start else {
                panic!("only requests were sent");
            };
            let line = format!("{method} {target} HTTP/1.1");
            Some(Request { line, body: message.body.to_vec() })
        };
        std::iter::from_fn(next).collect()
    }
}

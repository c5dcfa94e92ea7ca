//! 05.1: a head, and a body by its length.

use bytes::BytesMut;
use kit::{deliveries, readable};
use request::{Decoder, Limits, Start};

use crate::body::{Request, take};

/// Each is a trap of its own.
const REQUESTS: [&[u8]; 7] = [
    b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nping",
    b"POST /b HTTP/1.1\r\ncontent-length:6\r\n\r\n\r\n\r\nab",
    b"GET /c HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST /d HTTP/1.1\r\nCONTENT-LENGTH:  2  \r\n\r\n\xc3\xbc",
    b"POST /e HTTP/1.1\r\nX-Content-Length: 9\r\nContent-Length: 2\r\n\r\nhi",
    b"POST /f HTTP/1.1\r\nContent-Length: 2\r\nX-Content-Length: 9\r\n\r\nhi",
    b"POST /g HTTP/1.1\r\nContent-Length: 2\r\n\r\n\xff\x00",
];

#[exercise::check(body)]
#[test]
fn ex_05_1_requests_come_out_whole_however_they_are_delivered() {
    for delivery in deliveries(&REQUESTS) {
        let (mut buffer, mut reference) = (Vec::new(), Reference::new());
        for (number, piece) in delivery.pieces.iter().enumerate() {
            buffer.extend_from_slice(piece);
            let held = buffer.clone();
            let told = format!(
                "requests delivered {}; with read {} the buffer holds\n  \
                 \"{}\"",
                delivery.name,
                number + 1,
                readable(&held),
            );
            let got = taken(&mut buffer, &told);
            let expected = reference.take(piece);
            if got != expected {
                panic!(
                    "{told}\n  should come out  {}\n  came out         \
                     {}\n{}",
                    shown(&expected),
                    shown(&got),
                    question(&got, &expected, &held),
                );
            }
        }
    }
}

/// All that `take` gives for now. It must not give for ever.
fn taken(buffer: &mut Vec<u8>, told: &str) -> Vec<Request> {
    let mut taken = Vec::new();
    loop {
        let before = buffer.clone();
        match take(buffer) {
            Some(request) => taken.push(request),
            None if *buffer == before => return taken,
            None => panic!(
                "{told}\n`take` was asked with \"{}\", gave `None`, and left \
                 \"{}\"\nAfter `None` the buffer must be as before: what comes \
                 next belongs to what is in it. Look whether all of the \
                 request is there before you take any of it. (hint 2)",
                readable(&before),
                readable(buffer),
            ),
        }
        if taken.len() > REQUESTS.len() {
            return taken;
        }
    }
}

fn question(
    got: &[Request],
    expected: &[Request],
    held: &[u8],
) -> &'static str {
    if got.len() > REQUESTS.len() {
        return "It never ends. Does a request leave the buffer when it comes \
                out? (hint 3)";
    }
    let is_text = |bytes| std::str::from_utf8(bytes).is_ok();
    let no_text = "A body may hold any bytes: it is no text. Make text of the \
                   head alone, and look for its end in the bytes.";
    let differ = got.iter().zip(expected).find(|(got, want)| got != want);
    match differ {
        Some((got, want)) if got.line.eq_ignore_ascii_case(&want.line) => {
            match got.line == want.line {
                true if is_text(&got.body) && !is_text(&want.body) => no_text,
                true => length(got.body.len(), want),
                false => {
                    "The first line has changed its case. Only the names of \
                     fields may be written in any case: compare them so, and \
                     keep the bytes as they came. (hint 3)"
                }
            }
        }
        Some((got, want)) if got.line.trim() == want.line => {
            "The first line should come out without its line end."
        }
        Some(_) => {
            "Where does a request begin? What was left over from the one \
             before it? (hint 2)"
        }
        None if got.len() > expected.len() => {
            "The last one is not whole yet. How many bytes must be there \
             before it may come out? (hint 2)"
        }
        None => match &expected[got.len()] {
            want if !is_text(&want.body)
                && got.is_empty()
                && !is_text(held) =>
            {
                no_text
            }
            want if want.line.contains("/e") || want.line.contains("/f") => {
                length(9, want)
            }
            _ => {
                "One is whole, and has not come out. Is a request without a \
                 length one with an empty body? May one read bring several?"
            }
        },
    }
}

/// What to ask somebody whose body has so many bytes instead.
fn length(size: usize, want: &Request) -> &'static str {
    match want.line.split(' ').nth(1) {
        Some("/b") if size == 0 => {
            "The body is empty, so its length was not found. The name of a \
             field may be written in any case, and no blank has to stand \
             behind the colon. (hint 3)"
        }
        Some("/d") if size == 0 => {
            "The body is empty, so its length was not found. What about the \
             case of the name, and the blanks around the value? (hint 3)"
        }
        Some("/e" | "/f") if size == 9 => {
            "9 is the value of another field: `X-Content-Length` only ends \
             like the name that you look for. Compare whole names. (hint 3)"
        }
        _ if size == 0 => {
            "The body is empty, so its length was not found. What about the \
             blanks around it? (hint 3)"
        }
        _ if size > want.body.len() => {
            "This body has taken bytes that are not its own. Who says how \
             long it is? (hint 1)"
        }
        _ if size < want.body.len() => {
            "The body is too short. It has as many bytes as its length says, \
             line ends and empty lines counted. (hint 2)"
        }
        _ => "So many bytes, but others. Where does the body begin? (hint 2)",
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

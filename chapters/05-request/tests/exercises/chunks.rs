//! 05.2: chunks.

use std::any::Any;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use kit::readable;

use crate::chunks::{BadChunk, MAX_SIZE, decode};

/// Far more than any decoder needs for a few bytes.
const LIMIT: Duration = Duration::from_secs(5);

const WHICH: &str = "Which bytes are the chunks' own? A chunk ends after so \
                     many bytes as its size says, whatever they are (hint 2).";
const SIZE: &str = "No further byte can make a body of this: a size is a hex \
                    number, one digit at least, and digits only (hint 2).";
const END: &str = "No further byte can make a body of this: right behind each \
                   chunk, the last one too, there has to be a line end. Have \
                   you looked at those two bytes? (hint 3)";
const OVER: &str = "The body is over the limit, and the size alone says so: \
                    compare it with what is left before you add anything to \
                    it (hint 3).";

#[exercise::check(chunks)]
#[test]
fn ex_05_2_chunks_are_put_together_when_all_of_them_are_there() {
    for (chunks, body) in [
        (&b"4\r\nping\r\n0\r\n\r\n"[..], &b"ping"[..]),
        (b"0\r\n\r\n", b""),
        (b"1\r\np\r\n3;why=not\r\ning\r\n0\r\n\r\n", b"ping"),
        (
            b"a\r\n0123456789\r\nB\r\n0123456789a\r\n0\r\n\r\n",
            b"01234567890123456789a",
        ),
        (b"4\r\na\r\nb\r\n0\r\n\r\n", b"a\r\nb"),
        (b"7\r\n0\r\n\r\nhi\r\n0\r\n\r\n", b"0\r\n\r\nhi"),
        (b"3\r\n\xff\x00\xfe\r\n0\r\n\r\n", b"\xff\x00\xfe"),
    ] {
        for size in 0..chunks.len() {
            expect(&chunks[..size], Ok(None), WHICH);
        }
        let whole = (body.to_vec(), chunks.len());
        let more = [chunks, b"HTTP/1.1 200 OK\r\n"].concat();
        for bytes in [chunks, &more] {
            expect(bytes, Ok(Some(whole.clone())), WHICH);
        }
    }
}

#[exercise::check(chunks)]
#[test]
fn ex_05_2_what_can_never_be_a_body_is_refused() {
    let fits = format!("40\r\n{}\r\n0\r\n\r\n", "x".repeat(MAX_SIZE));
    let body = vec![b'x'; MAX_SIZE];
    expect(fits.as_bytes(), Ok(Some((body, fits.len()))), WHICH);
    for (bytes, why) in [
        ("g\r\n", SIZE),
        ("\r\n", SIZE),
        ("-4\r\n", SIZE),
        ("+4\r\nping\r\n0\r\n\r\n", SIZE),
        ("2\r\nping\r\n0\r\n\r\n", END),
        ("4\r\npingxx0\r\n\r\n", END),
        ("0\r\nab", END),
        ("41\r\n", OVER),
        (
            "3c\r\n0123456789012345678901234567890123456789\
             01234567890123456789\r\n5\r\n",
            OVER,
        ),
        ("ffffffffffffffff\r\n", OVER),
        ("1\r\na\r\nffffffffffffffff\r\n", OVER),
        ("fffffffffffffffff\r\n", OVER),
    ] {
        expect(bytes.as_bytes(), Err(BadChunk), why);
    }
}

type Decoded = Result<Option<(Vec<u8>, usize)>, BadChunk>;

/// `why` is asked where nothing better is known.
#[track_caller]
fn expect(bytes: &[u8], expected: Decoded, why: &str) {
    let got = decoded(bytes);
    let wanted = match &got {
        Ok(got) if *got == expected => return,
        Ok(got) => question(bytes, got, &expected, why),
        Err(story) if expected == Err(BadChunk) => format!("{story}\n{why}"),
        Err(story) => story.clone(),
    };
    panic!(
        "for the bytes \"{}\"\n  expected  {}\n  got       {}\n{wanted}",
        readable(bytes),
        shown(&expected),
        got.as_ref().map_or("nothing".to_string(), shown),
    );
}

/// In a thread of its own: a loop that never ends shall not hold the test.
fn decoded(bytes: &[u8]) -> Result<Decoded, String> {
    let (sender, receiver) = channel();
    let bytes = bytes.to_vec();
    let decoding = thread::spawn(move || {
        let _ = sender.send(decode(&bytes));
    });
    match receiver.recv_timeout(LIMIT) {
        Ok(decoded) => Ok(decoded),
        Err(RecvTimeoutError::Timeout) => Err(format!(
            "Your `decode` has not come back after {LIMIT:?}. Does each turn \
             of its loop take at least one byte further, or return? (hint 3)"
        )),
        Err(RecvTimeoutError::Disconnected) => {
            let panic = decoding.join().expect_err("it has sent nothing");
            Err(format!("Your `decode` has panicked: {}", words(&*panic)))
        }
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

fn question(bytes: &[u8], got: &Decoded, want: &Decoded, why: &str) -> String {
    let question = match (got, want) {
        (Ok(None), Ok(Some(_))) => {
            "All of it is there. What are you waiting for? (hint 3)"
        }
        (Err(_), Ok(_)) if std::str::from_utf8(bytes).is_err() => {
            "A chunk may hold any bytes. Only the line with its size is text \
             (hint 2)."
        }
        (Err(_), Ok(_)) => {
            "This is a body, or may become one. In which base is the size \
             written (hint 1), what may stand behind it, and what may stand \
             in a chunk (hint 2)?"
        }
        (_, Ok(None)) => {
            "More bytes may still come. What must be there before you can \
             know? (hint 3)"
        }
        (Ok(Some((_, size))), Ok(Some((_, wanted)))) if size != wanted => {
            "The second number is how many bytes the chunks took, with all \
             their sizes and line ends, and nothing of what follows (hint 3)."
        }
        _ => why,
    };
    question.to_string()
}

fn shown(decoded: &Decoded) -> String {
    match decoded {
        Ok(None) => "Ok(None)".to_string(),
        Ok(Some((body, size))) => {
            format!("the body \"{}\", of {size} bytes", readable(body))
        }
        Err(BadChunk) => "Err(BadChunk)".to_string(),
    }
}

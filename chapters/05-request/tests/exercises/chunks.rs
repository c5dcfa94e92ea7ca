//! 05.2: chunks.

use kit::readable;

use crate::chunks::{BadChunk, MAX_SIZE, decode};

#[exercise::check(chunks)]
#[test]
fn ex_05_2_chunks_are_put_together_when_all_of_them_are_there() {
    for (chunks, body) in [
        ("4\r\nping\r\n0\r\n\r\n", "ping"),
        ("0\r\n\r\n", ""),
        ("1\r\np\r\n3;why=not\r\ning\r\n0\r\n\r\n", "ping"),
        (
            "a\r\n0123456789\r\nB\r\n0123456789a\r\n0\r\n\r\n",
            "01234567890123456789a",
        ),
        ("4\r\na\r\nb\r\n0\r\n\r\n", "a\r\nb"),
        ("7\r\n0\r\n\r\nhi\r\n0\r\n\r\n", "0\r\n\r\nhi"),
    ] {
        for size in 0..chunks.len() {
            let start = &chunks.as_bytes()[..size];
            expect(start, decode(start), Ok(None));
        }
        let whole = (body.as_bytes().to_vec(), chunks.len());
        let more = format!("{chunks}HTTP/1.1 200 OK\r\n");
        for bytes in [chunks, &more] {
            let bytes = bytes.as_bytes();
            expect(bytes, decode(bytes), Ok(Some(whole.clone())));
        }
    }
}

#[exercise::check(chunks)]
#[test]
fn ex_05_2_what_can_never_be_a_body_is_refused() {
    let fits = format!("40\r\n{}\r\n0\r\n\r\n", "x".repeat(MAX_SIZE));
    let body = vec![b'x'; MAX_SIZE];
    let bytes = fits.as_bytes();
    expect(bytes, decode(bytes), Ok(Some((body, bytes.len()))));
    for bytes in [
        "g\r\n",
        "\r\n",
        "-4\r\n",
        "+4\r\nping\r\n0\r\n\r\n",
        "2\r\nping\r\n0\r\n\r\n",
        "41\r\n",
        "3c\r\n012345678901234567890123456789012345678901234567890123456789\r\n\
         5\r\n",
        "ffffffffffffffff\r\n",
        "fffffffffffffffff\r\n",
    ] {
        let bytes = bytes.as_bytes();
        expect(bytes, decode(bytes), Err(BadChunk));
    }
}

type Decoded = Result<Option<(Vec<u8>, usize)>, BadChunk>;

#[track_caller]
fn expect(bytes: &[u8], got: Decoded, expected: Decoded) {
    if got == expected {
        return;
    }
    let question = match (&got, &expected) {
        (Ok(None), Ok(Some(_))) => {
            "All of it is there. What are you waiting for? (hint 3)"
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
        (Ok(_), Err(_)) => {
            "No further byte can make a body of this. Is the size a hex \
             number, digits only? Is it within the limit? Does a line end \
             stand right behind the chunk? (hint 2)"
        }
        (Ok(Some((_, size))), Ok(Some((_, wanted)))) if size != wanted => {
            "The second number is how many bytes the chunks took, with all \
             their sizes and line ends, and nothing of what follows (hint 3)."
        }
        _ => {
            "Which bytes are the chunks' own? A chunk ends after so many \
             bytes as its size says, whatever they are (hint 2)."
        }
    };
    panic!(
        "for the bytes \"{}\"\n  expected  {}\n  got       {}\n{question}",
        readable(bytes),
        shown(&expected),
        shown(&got),
    );
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

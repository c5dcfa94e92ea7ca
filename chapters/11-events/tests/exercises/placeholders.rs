//! 11.4: three bad packets.

use std::panic::catch_unwind;

use events::Packet;

use crate::placeholders::{crash, header, hoard, put_back, swell};

/// What the naive server makes of it, with one attachment of 1000 bytes.
fn made(text: &str) -> std::thread::Result<String> {
    let (count, data) = read(text);
    assert!(
        count == 1,
        "{text}\n  is read, and {count} attachments are waited for. One \
         comes: the count has to be 1"
    );
    catch_unwind(|| put_back(&data, &["x".repeat(1000)]).to_string())
}

fn read(text: &str) -> (usize, serde_json::Value) {
    let engine = text.strip_prefix('4').and_then(header);
    assert!(
        engine.is_none(),
        "{text}\n  begins with Engine.IO's `4`, and the naive server looks for \
         a `5`\nWhich layer has taken the `4` off, before this one reads?"
    );
    header(text).unwrap_or_else(|| {
        panic!(
            "{text}\n  is refused by the naive server already\nIt looks for a \
             `5`, a count that a `usize` holds, a `-` and JSON. Which of them \
             does it not find?"
        )
    })
}

/// The chapter's own server sees what is wrong before it keeps anything.
fn is_refused(text: &str) {
    let decoded = Packet::decode(text);
    assert!(decoded.is_err(), "{text}\n  is a packet like any other");
}

#[exercise::check(placeholders)]
#[test]
fn ex_11_4_a_header_that_makes_it_panic() {
    let text = crash();
    let made = made(&text);
    assert!(
        made.is_err(),
        "{text}\n  and its attachment give\n{}\n  and no panic\nWhich line of \
         `put_back` takes for granted what a stranger has written? (hint 2)",
        made.as_deref().unwrap_or_default().replace(&"x".repeat(1000), "x…")
    );
    is_refused(&text);
}

#[exercise::check(placeholders)]
#[test]
fn ex_11_4_a_header_that_makes_much_of_little() {
    let text = swell();
    assert!(
        text.len() <= 1000,
        "your header has {} bytes, of at most 1000\nTo send much is no art. \
         What does `clone` cost you, and what the server? (hint 3)",
        text.len()
    );
    let made = made(&text).unwrap_or_else(|_| {
        panic!("{text}\n  makes the server panic: that was the first one")
    });
    assert!(
        made.len() > 10_000,
        "your header has {} bytes, the attachment 1000, and the server makes \
         {} of them\nHow often may one attachment be asked for? (hint 3)",
        text.len(),
        made.len()
    );
    is_refused(&text);
}

#[exercise::check(placeholders)]
#[test]
fn ex_11_4_a_header_that_makes_it_wait() {
    let text = hoard();
    assert!(text.len() <= 100, "your header has {} bytes", text.len());
    let (count, _) = read(&text);
    assert!(
        count >= 1_000_000,
        "{text}\n  makes the server wait for {count} attachments\nWho says \
         how many there are, and does anybody count the placeholders? \
         (hint 1)"
    );
    is_refused(&text);
}

//! The checks of chapter 03's exercises. The files to edit are in
//! `chapters/03-framing/exercises`.

use bytes::BytesMut;
use framing::{LengthDecoder, LineDecoder, Lines, encode_length, encode_line};
use kit::{
    Delivery, deliveries, expect_prediction, expect_wire, hex, readable, send,
    spawn, within,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wiretap::pair;

exercise::load!(break_the_read);
exercise::load!(events);
exercise::load!(lengths);
exercise::load!(lines);

#[exercise::check(lines)]
#[test]
fn ex_03_1_lines_come_out_whole_however_they_are_delivered() {
    let messages: [&[u8]; 4] =
        [b"ping\n", b"gr\xc3\xbcn\r\n", b"\n", b"pong\n"];
    for delivery in deliveries(&messages) {
        let mut lines = lines::Lines::default();
        let mut reference = Reference::new();
        let mut story = Vec::new();
        for piece in &delivery.pieces {
            let (got, expected) = (lines.take(piece), reference.take(piece));
            story.push(format!(
                "  read {:<3} {:<10} gave {}",
                story.len() + 1,
                format!("\"{}\"", readable(piece)),
                shown(&got)
            ));
            expect_lines(&got, &expected, delivery.name, &story);
        }
    }
}

/// Fails unless one read gave the expected lines.
#[track_caller]
fn expect_lines(
    got: &[String],
    expected: &[String],
    name: &str,
    story: &[String],
) {
    if got == expected {
        return;
    }
    let recent = &story[story.len().saturating_sub(6)..];
    let (wanted, given) = (shown(expected), shown(got));
    let pairs = wanted.chars().zip(given.chars());
    let same = pairs.take_while(|(one, other)| one == other).count();
    let cause = if given.contains('\u{fffd}') {
        "The two bytes of `ü` may come in two reads. Of which bytes can you \
         say whether they are text, and when? (hint 3)"
    } else if got.len() < expected.len() {
        "How many lines may one read complete? (hint 2)"
    } else {
        "Does a line end where a read ends? (hint 1)"
    };
    panic!(
        "lines delivered {name}: after the last of these reads\n{}\n  \
         expected  {wanted}\n  got       {given}\n            {}^^\n{cause}",
        recent.join("\n"),
        " ".repeat(same),
    );
}

#[exercise::check(lengths)]
#[test]
fn ex_03_2_the_length_stands_in_front_of_the_message() {
    let sent = [&b"ping"[..], b"", &[b'x'; 300]];
    let lengths = [&b"\x00\x04"[..], b"\x00\x00", b"\x01\x2c"];
    for (message, length) in sent.into_iter().zip(lengths) {
        let framed = lengths::encode(message).unwrap_or_else(|error| {
            let size = message.len();
            panic!(
                "a message of {size} bytes gave {error:?}\nHow many can two \
                 bytes count? (hint 2)"
            )
        });
        expect_wire(
            &framed,
            &[length, message].concat(),
            &format!(
                "A message of {} bytes: two bytes of length, the most \
                 significant first, then the message. Which of to_be_bytes, \
                 to_le_bytes, to_ne_bytes is that? (hint 1)",
                message.len()
            ),
        );
    }
    let size = usize::from(u16::MAX) + 1;
    if let Ok(framed) = lengths::encode(&vec![b'x'; size]) {
        panic!(
            "a message of {size} bytes was sent as {} …\nWhat would the \
             receiver take the first two bytes for, and what would it take \
             the rest for? `u16::try_from` knows what fits (hint 2).",
            hex(&framed[..framed.len().min(6)])
        );
    }
}

#[exercise::check(lengths)]
#[test]
fn ex_03_2_messages_come_out_whole_however_they_are_delivered() {
    let messages: [&[u8]; 3] = [b"\0\x04ping", b"\0\0", b"\0\x08two\nline"];
    for delivery in deliveries(&messages) {
        let mut buffer = Vec::new();
        let mut got = Vec::new();
        let mut story = Vec::new();
        for piece in &delivery.pieces {
            buffer.extend_from_slice(piece);
            story.push(format!("\"{}\"", readable(piece)));
            while let Some(message) = lengths::decode(&mut buffer, 8)
                .unwrap_or_else(|error| {
                    panic!(
                        "messages of at most 8 bytes, delivered {}, as\n  {}\n\
                         gave {error:?}\nWhich two bytes are the length, and \
                         which of them is the more significant? (hint 1)",
                        delivery.name,
                        story.join(" ")
                    )
                })
            {
                got.push(format!("[{}]", readable(&message)));
                assert!(
                    got.len() <= messages.len(),
                    "three messages were sent, and there is no end of them: \
                     {} …\nDo they leave the buffer when they come out? \
                     (hint 3)",
                    got.join(" ")
                );
            }
        }
        expect_wire(
            got.concat().as_bytes(),
            b"[ping][][two\\nline]",
            &format!(
                "These are the messages that came out, each in brackets. They \
                 were delivered {}, as\n  {}\nWhat must be in the buffer \
                 before a message can be taken out, and what must be left in \
                 it? (hint 3)",
                delivery.name,
                story.join(" ")
            ),
        );
    }
}

#[exercise::check(lengths)]
#[test]
fn ex_03_2_a_length_over_the_limit_is_refused_at_once() {
    let mut buffer = vec![0xff, 0xff];
    let answer = lengths::decode(&mut buffer, 512);
    assert!(
        answer == Err(lengths::TooLong(65535)),
        "the peer has sent ff ff: a message of 65535 bytes will follow. Your \
         limit is 512, and you answered {answer:?}\nWhat will you keep while \
         the peer sends the rest, one byte a minute? How early can you know? \
         (hint 2)"
    );
}

#[exercise::check(break_the_read)]
#[tokio::test(start_paused = true)]
async fn ex_03_3_the_same_bytes_open_the_door() {
    let sent = "do not open the door\n";
    assert_eq!(break_the_read::SENT, sent, "the client's line stays as it is");
    let reads = break_the_read::reads();
    expect_wire(
        reads.concat().as_bytes(),
        sent.as_bytes(),
        "The network may cut, but it changes nothing: joined together, your \
         reads are what the client sent, byte for byte (hint 1).",
    );
    let pieces = reads.iter().map(|read| read.as_bytes().to_vec()).collect();
    let delivery = Delivery { name: "as you cut it", pieces };

    let (mut client, mut server) = pair();
    let door = spawn(async move {
        let mut buffer = [0; 1024];
        let mut story = Vec::new();
        let mut open = false;
        loop {
            let size = server.read(&mut buffer).await.unwrap();
            let read = &buffer[..size];
            if size == 0 {
                return (open, story.join(" "));
            }
            open |= read == b"open the door\n";
            story.push(format!("\"{}\"", readable(read)));
        }
    });
    send(&mut client, &delivery).await.unwrap();
    client.shutdown().await.unwrap();
    let (open, story) = within("the door", door).await.unwrap();
    assert!(
        open,
        "the door stays shut. The server's reads were\n  {story}\nand none of \
         them was a command that it knows\nWhich bytes must one of them \
         bring, no more and no less? (hint 2)"
    );

    // And this is what the chapter is for: a door that reads lines.
    let (mut client, server) = pair();
    send(&mut client, &delivery).await.unwrap();
    let mut lines = Lines::new(server, 1024);
    let line = within("the line", lines.next()).await.unwrap();
    assert_eq!(line.as_deref(), Some("do not open the door"));
}

#[exercise::check(events)]
#[test]
fn ex_03_4_lines_come_out_when_their_line_feed_has_come() {
    let mut reference = Reference::new();
    let reads: [&[u8]; 4] = [b"pi", b"ng\npong", b"\r", b"\n\npi"];
    let rows = reads.map(|read| {
        let lines = reference.take(read);
        let shown = lines.iter().map(|line| format!("[{line}]"));
        if lines.is_empty() { "-".to_string() } else { shown.collect() }
    });
    expect_prediction(
        "LINES_AFTER_EACH_READ",
        events::LINES_AFTER_EACH_READ,
        &rows.join("\n"),
        "Only one byte ends a line, and it may end several in one read. What \
         has come, and is not ended yet, waits (hints 1 and 2).",
    );
}

#[exercise::check(events)]
#[test]
fn ex_03_4_a_message_takes_its_bytes_and_those_of_its_frame() {
    let (mut line, mut message) = (BytesMut::new(), BytesMut::new());
    encode_line("grün", &mut line).unwrap();
    encode_length("grün".as_bytes(), 64, &mut message).unwrap();
    assert!(LengthDecoder::new(64).decode(&mut message.clone()).is_ok());
    for (name, guess, fact) in [
        ("BYTES_AS_A_LINE", events::BYTES_AS_A_LINE, line.len()),
        ("BYTES_WITH_ITS_LENGTH", events::BYTES_WITH_ITS_LENGTH, message.len()),
    ] {
        expect_prediction(
            name,
            guess,
            &fact.to_string(),
            "How many bytes are the four characters in UTF-8, and how many \
             does the framing add? (hint 3)",
        );
    }
}

/// The chapter's own decoder, used as the exercises use theirs.
struct Reference(LineDecoder, BytesMut);

impl Reference {
    fn new() -> Reference {
        Reference(LineDecoder::new(1024), BytesMut::new())
    }

    fn take(&mut self, read: &[u8]) -> Vec<String> {
        let Reference(decoder, buffer) = self;
        buffer.extend_from_slice(read);
        let next = || decoder.decode(buffer).unwrap();
        std::iter::from_fn(next).collect()
    }
}

fn shown(lines: &[String]) -> String {
    match lines {
        [] => "nothing".to_string(),
        lines => {
            let quoted = lines.iter().map(|line| format!("{line:?}"));
            quoted.collect::<Vec<_>>().join(" ")
        }
    }
}

//! The codecs of tokio-util beside ours: where they agree, and where not.

use std::fmt::Write;

use bytes::{Bytes, BytesMut};
use framing::{LengthDecoder, LineDecoder, encode_length, encode_line};
use kit::{deliveries, readable};
use tokio_util::codec::{Decoder, Encoder, LengthDelimitedCodec, LinesCodec};

const LIMIT: usize = 8;

#[test]
fn for_the_same_bytes_both_give_the_same_lines_in_every_delivery() {
    let conversations: [&[&[u8]]; 5] = [
        &[b"ping\n", b"pong\n"],
        &[b"\n", b"\r\n", b"\n"],
        &[b"12345678\n", b"1234567\r\n"],
        &["grüße\n".as_bytes(), "→\n".as_bytes()],
        &[b"a\rb\n", b"\r\r\n", b"pin"],
    ];
    for messages in conversations {
        for delivery in deliveries(messages) {
            let ours = our_lines(&delivery.pieces);
            let theirs = their_lines(&delivery.pieces);
            assert_eq!(ours, theirs, "{}", delivery.name);
        }
    }
}

#[test]
fn for_the_same_bytes_both_give_the_same_messages_in_every_delivery() {
    let messages: [&[u8]; 4] =
        [b"\0\0\0\x04ping", b"\0\0\0\0", b"\0\0\0\x08two\nline", b"\0\0"];
    for delivery in deliveries(&messages) {
        let ours = LengthDecoder::new(LIMIT);
        let mut theirs =
            LengthDelimitedCodec::builder().max_frame_length(LIMIT).new_codec();
        let (mut our_buffer, mut their_buffer) = Default::default();
        for piece in &delivery.pieces {
            BytesMut::extend_from_slice(&mut our_buffer, piece);
            BytesMut::extend_from_slice(&mut their_buffer, piece);
            let ours = ours.decode(&mut our_buffer).unwrap();
            let theirs = theirs.decode(&mut their_buffer).unwrap();
            assert_eq!(ours, theirs.map(BytesMut::freeze));
        }
    }
}

#[test]
fn both_put_the_same_bytes_on_the_wire() {
    let (mut ours, mut theirs) = (BytesMut::new(), BytesMut::new());
    encode_line("ping", &mut ours).unwrap();
    LinesCodec::new().encode("ping", &mut theirs).unwrap();
    encode_length(b"ping", LIMIT, &mut ours).unwrap();
    let message = Bytes::from_static(b"ping");
    LengthDelimitedCodec::new().encode(message, &mut theirs).unwrap();
    assert_eq!(ours, theirs);
}

#[test]
fn both_refuse_an_announced_length_over_the_limit_at_once() {
    let mut buffer = BytesMut::from(&b"\xff\xff\xff\xff"[..]);
    assert!(LengthDecoder::new(LIMIT).decode(&mut buffer).is_err());
    let mut theirs = LengthDelimitedCodec::new();
    assert!(theirs.decode(&mut buffer).is_err());
}

#[test]
fn where_the_two_differ_is_pinned() {
    let mut table = String::from(
        "| with a limit of 8 | our decoder | tokio-util's `LinesCodec` |\n\
         |---|---|---|\n",
    );
    let mut row = |what: &str, ours: &[String], theirs: &[String]| {
        let (ours, theirs) = (ours.join("; "), theirs.join("; "));
        assert_ne!(ours, theirs);
        let _ = writeln!(table, "| {what} | {ours} | {theirs} |");
    };
    for bytes in [&b"123456789\nping\n"[..], b"12345678\r\n"] {
        let pieces = [bytes.to_vec()];
        let what = format!("`{}` comes", readable(bytes));
        row(&what, &our_lines(&pieces), &their_lines(&pieces));
    }

    // `Lines` asks our decoder no more once the peer has finished.
    let left = framing::Error::Incomplete { size: b"pin".len() };
    let mut buffer = BytesMut::from(&b"pin"[..]);
    let theirs = LinesCodec::new().decode_eof(&mut buffer).unwrap();
    let theirs: Vec<String> = theirs.iter().map(|l| shown(l)).collect();
    row("`pin` comes, then a FIN", &[left.to_string()], &theirs);

    let mut buffer = BytesMut::new();
    let ours = encode_line("hi\nquit", &mut buffer).unwrap_err();
    LinesCodec::new().encode("hi\nquit", &mut buffer).unwrap();
    let theirs = format!("sends `{}`", readable(&buffer));
    row(r"`hi\nquit` is to be sent", &[ours.to_string()], &[theirs]);

    kit::pin!("where-the-codecs-differ", table.trim_end());
}

fn our_lines(pieces: &[Vec<u8>]) -> Vec<String> {
    let mut decoder = LineDecoder::new(LIMIT);
    events(pieces, |buffer| {
        decoder.decode(buffer).map_err(|error| {
            let fatal = matches!(error, framing::Error::LineTooLong { .. });
            (error.to_string(), fatal)
        })
    })
}

fn their_lines(pieces: &[Vec<u8>]) -> Vec<String> {
    let mut codec = LinesCodec::new_with_max_length(LIMIT);
    events(pieces, |buffer| {
        codec.decode(buffer).map_err(|error| (error.to_string(), false))
    })
}

/// What comes out of a decoder, until an error that does not go away.
fn events(
    pieces: &[Vec<u8>],
    mut decode: impl FnMut(&mut BytesMut) -> Result<Option<String>, (String, bool)>,
) -> Vec<String> {
    let mut buffer = BytesMut::new();
    let mut events = Vec::new();
    for piece in pieces {
        buffer.extend_from_slice(piece);
        loop {
            match decode(&mut buffer) {
                Ok(None) => break,
                Ok(Some(line)) => events.push(shown(&line)),
                Err((error, fatal)) => {
                    events.push(error);
                    if fatal {
                        return events;
                    }
                }
            }
        }
    }
    events
}

fn shown(line: &str) -> String {
    format!("`{line:?}`")
}

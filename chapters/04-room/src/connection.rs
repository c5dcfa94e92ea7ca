// ANCHOR: all
//! One connection to the room: what is read goes in, what waits goes out.

use std::io;
use std::pin::pin;

use bytes::{Bytes, BytesMut};
use framing::{Error, Lines, encode_line};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, copy, sink, split};
use tokio::time::timeout;

use crate::{Config, Guest, Outbox, Pace, Room};

// ANCHOR: converse
/// Makes a guest of the peer at the other end of `stream`, until one of them
/// has had enough.
///
/// It reads and writes at the same time, in one task: a peer that does not
/// read is still heard, and one that says nothing is still told.
pub async fn converse(
    stream: impl AsyncRead + AsyncWrite,
    room: Room,
    config: Config,
) {
    let (mut reader, mut writer) = split(stream);
    let guest = room.enter();
    let outbox = guest.outbox();
    let lines = Lines::new(&mut reader, config.max_line);
    let mut writing = pin!(write(&mut writer, outbox));
    let written = tokio::select! {
        // The peer has left, or had to.
        () = hear(lines, &guest, &config) => None,
        // It was cut off, or the room has closed: no more lines from it.
        () = outbox.closed() => None,
        // It takes nothing any more: the connection is broken.
        done = &mut writing => Some(done),
    };
    guest.leave(Some("connection lost")); // if it has not left already

    // What is still in the outbox is written, then the stream's end. The
    // future `writing` goes on where it was: so no line is torn. Until the
    // peer has finished too, we read on and forget what we read: a socket
    // that is closed with unread bytes in it sends a RST, and that can
    // destroy the last words on their way.
    let goodbye = async {
        let last_words = async {
            match written {
                Some(done) => done,
                None => writing.await,
            }
        };
        let mut nowhere = sink();
        tokio::join!(last_words, copy(&mut reader, &mut nowhere))
    };
    let _ = timeout(config.goodbye, goodbye).await;
}
// ANCHOR_END: converse

// ANCHOR: write
/// Writes what the outbox holds until that has been closed, and then the
/// end of the stream. All that waits leaves together: that is one system
/// call, not one for each message.
async fn write(
    writer: &mut (impl AsyncWrite + Unpin),
    outbox: &Outbox,
) -> io::Result<()> {
    while let Some(mut batch) = outbox.take().await {
        match batch.single() {
            // A list of one place costs the system more than a place.
            Some(message) => writer.write_all(message).await?,
            None => writer.write_all_buf(&mut batch).await?,
        }
        writer.flush().await?;
    }
    writer.shutdown().await
}
// ANCHOR_END: write

// ANCHOR: hear
const QUESTION: &str = "* your name?";

/// Hands every line to the room, until the peer leaves or has to.
async fn hear(
    mut lines: Lines<impl AsyncRead + Unpin>,
    guest: &Guest,
    config: &Config,
) {
    let mut pace = Pace::new(config.burst, config.pace);
    let mut named = false;
    guest.reply(QUESTION);
    loop {
        // `next` is cancel safe, so half a line survives everything but the
        // end of this loop.
        let line = match timeout(config.idle, lines.next()).await {
            Ok(Ok(Some(line))) => line,
            Ok(Ok(None)) => return guest.leave(None),
            Ok(Err(error @ Error::NotUtf8 { .. })) => {
                // We know where the next line begins, so this can go on.
                guest.reply(&format!("* error: {error}"));
                pace.line().await;
                continue;
            }
            Ok(Err(Error::Io(_))) => {
                return guest.leave(Some("connection lost"));
            }
            Ok(Err(error)) => return guest.leave(Some(&error.to_string())),
            Err(_) => {
                let idle = humantime::format_duration(config.idle);
                return guest.leave(Some(&format!("silent for {idle}")));
            }
        };
        let done = match named {
            // An empty line says: I am still here.
            true if line.trim().is_empty() => Ok(()),
            true => guest.say(&line),
            // Whoever presses Enter has perhaps not seen the question.
            false if line.trim().is_empty() => {
                guest.reply(QUESTION);
                Ok(())
            }
            false => guest.join(line.trim()).map(|()| named = true),
        };
        if let Err(refused) = done {
            guest.reply(&format!("* error: {refused}"));
        }
        pace.line().await;
    }
}
// ANCHOR_END: hear

/// What travels in this chapter: a text as a line. No control character
/// reaches the room, so no line end is inside, and `encode_line` has nothing
/// to refuse.
pub fn line(text: &str) -> Bytes {
    let mut buffer = BytesMut::with_capacity(text.len() + 1);
    let _ = encode_line(text, &mut buffer);
    buffer.freeze()
}
// ANCHOR_END: all

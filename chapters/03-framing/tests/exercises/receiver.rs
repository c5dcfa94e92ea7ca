//! 03.2: reads messages with the reader's `decode`, and says what is wrong.

use kit::{Delivery, readable};

use super::attempt;
use crate::lengths::{TooLong, decode};

/// Reads what is delivered, and looks at the buffer before and after each
/// `decode`.
pub struct Receiver<'a> {
    limit: usize,
    delivery: &'a Delivery,
    /// So many pieces have been read.
    reads: usize,
    buffer: Vec<u8>,
    got: Vec<Vec<u8>>,
}

impl Receiver<'_> {
    pub fn new(limit: usize, delivery: &Delivery) -> Receiver<'_> {
        let (buffer, got) = (Vec::new(), Vec::new());
        Receiver { limit, delivery, reads: 0, buffer, got }
    }

    /// Reads the next piece, and takes out what is whole then.
    #[track_caller]
    pub fn read(&mut self, piece: &[u8]) {
        self.reads += 1;
        self.buffer.extend_from_slice(piece);
        while self.decode() {}
    }

    /// True: a message came out, so there may be another one.
    #[track_caller]
    fn decode(&mut self) -> bool {
        let before = self.buffer.clone();
        let answer = attempt(
            || decode(&mut self.buffer, self.limit),
            || panicked(&before),
        );
        let problem = match answer {
            Ok(None) => waits(&before, &self.buffer),
            Err(TooLong(number)) => Some(refuses(&before, number, self.limit)),
            Ok(Some(message)) => {
                self.got.push(message);
                gives(&before, &self.buffer, &self.got)
            }
        };
        if let Some(problem) = problem {
            panic!("{}\n{problem}", self.story(&before));
        }
        self.buffer != before
    }

    fn story(&self, before: &[u8]) -> String {
        let pieces = &self.delivery.pieces[..self.reads];
        format!(
            "messages of at most {} bytes, delivered {}, as\n  {}\nBefore \
             this call of `decode` the buffer held {}.",
            self.limit,
            self.delivery.name,
            list(pieces, '"', '"'),
            held(before)
        )
    }
}

/// The first frame's length and message, as far as they are there.
fn first(buffer: &[u8]) -> Option<(usize, &[u8])> {
    let (length, rest) = buffer.split_first_chunk::<2>()?;
    let size = usize::from(u16::from_be_bytes(*length));
    Some((size, &rest[..rest.len().min(size)]))
}

fn panicked(before: &[u8]) -> String {
    let question = match first(before) {
        None => "What can you know while the two bytes are not there? (hint 3)",
        Some(_) => {
            "How many bytes must be there before a message can be taken out? \
             (hint 3)"
        }
    };
    let held = held(before);
    format!("your `decode` panicked on a buffer of {held}\n{question}")
}

/// What is wrong with `Ok(None)`.
fn waits(before: &[u8], after: &[u8]) -> Option<String> {
    if before != after {
        let (had, has) = (before.len(), after.len());
        return Some(format!(
            "You said Ok(None), and the buffer went from {had} bytes to {has}: \
             what has come must stay until the message is whole (hint 3)."
        ));
    }
    match first(before)? {
        (0, _) => Some(
            "You said Ok(None). A length of 0 is the whole of an empty \
             message, and an empty message is one, too."
                .to_string(),
        ),
        (size, message) if message.len() == size => Some(format!(
            "You said Ok(None), and a whole message is there: its length, \
             {size}, and {size} bytes behind it. Which of the two bytes is \
             the more significant (hint 1), and with how many bytes in the \
             buffer is a message whole (hint 3)?"
        )),
        _ => None,
    }
}

/// What is wrong with an error: no message here is over the limit.
fn refuses(before: &[u8], number: usize, limit: usize) -> String {
    let Some((size, _)) = first(before) else {
        return format!(
            "You said TooLong({number}), and the length is not there yet. What \
             can you know before? (hint 3)"
        );
    };
    let swapped = u16::from_le_bytes([before[0], before[1]]);
    let question = if number == usize::from(swapped) {
        "Which of the two bytes is the more significant? (hint 1)"
    } else if number == before.len() && number != size {
        "The limit is for a message. The buffer may hold several, each with \
         its length."
    } else if size == limit {
        "A message of exactly max_size bytes is allowed: only more is too long."
    } else {
        "Which two bytes are the length? (hint 1)"
    };
    format!(
        "You said TooLong({number}) with a limit of {limit}, and the next \
         message has {size} bytes.\n{question}"
    )
}

/// What is wrong with the message that has come out, or with what it left.
fn gives(before: &[u8], after: &[u8], got: &[Vec<u8>]) -> Option<String> {
    let given = got.last()?;
    let came = format!("These messages came out:\n  {}\n", list(got, '[', ']'));
    let Some((size, message)) = first(before) else {
        return Some(format!(
            "{came}For the last one not even the length is there yet. Is \
             Ok(Some(…)) what you mean? Not enough bytes yet is Ok(None) \
             (hint 3)."
        ));
    };
    let framed = &before[..2 + message.len()];
    let rest = &before[framed.len()..];
    let question = if message.len() < size {
        format!(
            "The last one should have {size} bytes, and {} of them are there. \
             What must be in the buffer before a message can be taken out? \
             (hint 3)",
            message.len()
        )
    } else if given == framed {
        "The last one still has its length in front. The two bytes say how \
         long the message is, and are no part of it (hint 3)."
            .to_string()
    } else if given != message {
        format!(
            "The last one should be [{}]. Where does a message begin, and \
             where does it end? (hint 3)",
            readable(message)
        )
    } else if after == before {
        "The last one is right, and it is still in the buffer: the next call \
         will give it once more. Does it leave when it comes out? (hint 3)"
            .to_string()
    } else if after != rest {
        format!(
            "The last one is right. It left {} in the buffer, and it should \
             leave {}. What goes with a message, and what has to stay? \
             (hint 3)",
            held(after),
            held(rest)
        )
    } else {
        return None;
    };
    Some(came + &question)
}

/// `3 bytes, "\x00\x04p"`.
fn held(bytes: &[u8]) -> String {
    match bytes.len() {
        0 => "0 bytes".to_string(),
        1 => format!("1 byte, \"{}\"", readable(bytes)),
        size => format!("{size} bytes, \"{}\"", readable(bytes)),
    }
}

fn list(all: &[Vec<u8>], open: char, close: char) -> String {
    let quoted: Vec<String> = all
        .iter()
        .map(|bytes| format!("{open}{}{close}", readable(bytes)))
        .collect();
    quoted.join(" ")
}

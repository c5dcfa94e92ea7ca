//! 08.7: two ways to bring a server down.

use bytes::BytesMut;
use frame::{Decoder, Error, Header, Limits, Opcode};
use kit::hex;

use crate::attack;

const TEBIBYTE: u64 = 1 << 40;
const MEBIBYTE: usize = 1 << 20;
/// Whoever holds out so long holds out for ever.
const FRAMES: usize = 2_000_000;

#[exercise::check(attack)]
#[test]
fn ex_08_7_fourteen_bytes_ask_for_a_tebibyte() {
    let bytes = attack::memory();
    let story = format!("you sent [{}]", hex(&bytes));
    if bytes.len() > 14 {
        panic!(
            "{story}\nThat is more than 14 bytes. The payload need not come."
        );
    }
    let header = match Header::decode(&bytes) {
        Ok(Some((header, _))) => header,
        Ok(None) => panic!(
            "{story}\nThe server waits for the rest of the header. How many \
             bytes has it, the key included? (hint 1)"
        ),
        Err(error) => {
            let question = match error {
                Error::TopBit => "A length may have any bit but one (hint 2).",
                Error::ControlTooLong | Error::ControlFragmented => {
                    "Which opcodes are those of messages? (hint 2)"
                }
                Error::NotMinimal { .. } => "Is there a shorter form?",
                _ => "Look at the first byte (hint 2).",
            };
            panic!("{story}\nThe server closes: {error}. {question}");
        }
    };
    if header.opcode == Opcode::Continuation {
        panic!(
            "{story}\nThe server closes: nothing to continue. Which opcode \
             begins a message? (hint 2)"
        );
    }
    if header.mask.is_none() {
        panic!(
            "{story}\nThe server closes: you are a client, and have not masked."
        );
    }
    if header.size <= TEBIBYTE {
        panic!(
            "{story}\nThe server sets {} bytes aside. Which form of a length \
             can say more than that, and in which byte does 2^40 begin? \
             (hint 2)",
            header.size
        );
    }
    // The chapter's decoder refuses, and keeps nothing.
    let mut buffer = BytesMut::from(&bytes[..]);
    let mut decoder = Decoder::new(frame::Role::Server, Limits::default());
    let refused = decoder.decode(&mut buffer);
    assert!(matches!(refused, Err(Error::FrameTooLong { .. })), "{refused:?}");
}

#[exercise::check(attack)]
#[test]
fn ex_08_7_a_message_without_an_end_is_never_too_long() {
    let (first, again) = attack::time();
    let story = format!(
        "you sent [{}] once, and then over and over [{}]",
        hex(&first),
        hex(&again)
    );
    let mut victim = Victim::default();
    victim.take(&first, &story);
    if victim.begun.is_none() {
        panic!(
            "{story}\nThe first bytes begin no message that goes on (hint 1)."
        );
    }
    // It does the same each time, so a few rounds tell all.
    for _ in 0..3 {
        victim.take(&again, &story);
    }
    if victim.frames < 4 {
        panic!("{story}\nA round should be a whole frame, at least (hint 3).");
    }
    if let Some(rounds) = (3 * MEBIBYTE).checked_div(victim.grown) {
        panic!(
            "{story}\nEach round makes the message longer, and after {rounds} \
             rounds it has its mebibyte: the server closes. How long must a \
             fragment be? (hint 3)"
        );
    }
    // The chapter's decoder counts fragments, too.
    let mut decoder = Decoder::new(frame::Role::Server, Limits::default());
    let mut buffer = BytesMut::from(&first[..]);
    let refused = (0..FRAMES).find_map(|_| {
        let refused = decoder.decode(&mut buffer).err();
        buffer.extend_from_slice(&again);
        refused
    });
    let is_it = matches!(refused, Some(Error::TooManyFragments { .. }));
    assert!(is_it, "{refused:?}");
}

/// The server of this exercise.
#[derive(Default)]
struct Victim {
    buffer: Vec<u8>,
    /// Bytes of the message that has begun.
    begun: Option<usize>,
    frames: usize,
    grown: usize,
}

impl Victim {
    fn take(&mut self, bytes: &[u8], story: &str) {
        self.buffer.extend_from_slice(bytes);
        loop {
            let (header, size) = match Header::decode(&self.buffer) {
                Ok(Some(read)) => read,
                Ok(None) => return,
                Err(error) => panic!("{story}\nThe server closes: {error}."),
            };
            let end = size + header.size as usize;
            if header.mask.is_none() {
                panic!("{story}\nThe server closes: this frame has no mask.");
            }
            if self.buffer.len() < end {
                return;
            }
            self.buffer.drain(..end);
            self.frames += 1;
            self.add(header, story);
        }
    }

    fn add(&mut self, header: Header, story: &str) {
        let size = header.size as usize;
        let question = match (self.begun, header.opcode) {
            (_, Opcode::Close | Opcode::Ping | Opcode::Pong) => {
                "A control frame is answered, and belongs to no message. The \
                 message is what should never end (hint 1)."
            }
            (Some(_), Opcode::Text | Opcode::Binary) => {
                "The server closes: a message inside a message. Which opcode \
                 goes on with the one that has begun? (hint 3)"
            }
            (None, Opcode::Continuation) => {
                "The server closes: nothing to continue. Which opcode begins \
                 a message? (hint 3)"
            }
            _ if header.fin => {
                "This frame has FIN set, so the message is whole, and the \
                 server is done with it (hint 3)."
            }
            (Some(begun), _) => {
                self.grown += size;
                return self.begun = Some(begun + size);
            }
            (None, _) => return self.begun = Some(size),
        };
        panic!("{story}\n{question}");
    }
}

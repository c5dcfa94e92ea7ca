// ANCHOR: all
//! Messages out of fragments, and what comes between them.

use bytes::{Bytes, BytesMut};

use crate::{Close, Error, Frame, FrameDecoder, Limits, Message, Opcode, Role};

/// What a peer has sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// All of a message.
    Message(Message),
    /// Is somebody there? A pong with the same bytes is due.
    Ping(Bytes),
    /// Somebody is.
    Pong(Bytes),
    /// Nothing more will come.
    Close(Option<Close>),
}

// ANCHOR: decoder
/// Takes bytes, gives events. It knows no socket.
///
/// ```text
///                 text, binary (fin)
///              +----------------------> message
///              |
///   +---------------+  text, binary   +------------------+
///   | no message    | --------------> | in a message     | <-+ continuation
///   |               | <-------------- |                  | --+
///   +---------------+  continuation   +------------------+
///                         (fin)
///        ping, pong, close: at any time, and nothing changes
/// ```
#[derive(Clone, Debug)]
pub struct Decoder {
    frames: FrameDecoder,
    limits: Limits,
    message: Option<Unfinished>,
}

/// A message that has begun.
#[derive(Clone, Debug)]
struct Unfinished {
    opcode: Opcode,
    bytes: BytesMut,
    /// So many bytes at its start are whole characters, if it is a text:
    /// `valid <= bytes.len()`, and less than four are missing.
    valid: usize,
    fragments: usize,
}

impl Decoder {
    /// For what a peer sends to somebody in this role.
    pub fn new(role: Role, limits: Limits) -> Decoder {
        let frames = FrameDecoder::new(role, limits.frame);
        Decoder { frames, limits, message: None }
    }

    /// Takes the next event out of the buffer. `Ok(None)`: not enough bytes
    /// yet.
    ///
    /// # Errors
    /// What is wrong; [`Error::close_code`] says what to tell the peer.
    pub fn decode(
        &mut self,
        buffer: &mut BytesMut,
    ) -> Result<Option<Event>, Error> {
        while let Some(frame) = self.frames.decode(buffer)? {
            let payload = frame.payload;
            match frame.opcode {
                Opcode::Ping => return event(Event::Ping(payload.freeze())),
                Opcode::Pong => return event(Event::Pong(payload.freeze())),
                Opcode::Close => {
                    return event(Event::Close(Close::decode(&payload)?));
                }
                _ => {
                    let frame = Frame { payload, ..frame };
                    if let Some(message) = self.add(frame)? {
                        return event(Event::Message(message));
                    }
                }
            }
        }
        Ok(None)
    }
    // ANCHOR_END: decoder

    // ANCHOR: add
    /// Adds a fragment; the message, if it was the last one.
    fn add(&mut self, frame: Frame) -> Result<Option<Message>, Error> {
        let Frame { fin, opcode, payload } = frame;
        let mut message = match (self.message.take(), opcode) {
            (Some(begun), Opcode::Continuation) => {
                self.limits.check(&begun, payload.len())?;
                begun.with(payload)
            }
            (None, Opcode::Continuation) => {
                return Err(Error::NothingToContinue);
            }
            (Some(_), _) => return Err(Error::MessageInside),
            (None, _) => {
                Unfinished { opcode, bytes: payload, valid: 0, fragments: 1 }
            }
        };
        let max_size = self.limits.message;
        if message.bytes.len() > max_size {
            return Err(Error::MessageTooLong { max_size });
        }
        if fin {
            return message.finish().map(Some);
        }
        message.check_text()?;
        self.message = Some(message);
        Ok(None)
    }
    // ANCHOR_END: add

    /// How many bytes of a payload are still to come, if its header is here.
    pub fn missing(&self, buffer: &BytesMut) -> usize {
        self.frames.missing(buffer)
    }
}

fn event(event: Event) -> Result<Option<Event>, Error> {
    Ok(Some(event))
}

// ANCHOR: text
impl Unfinished {
    fn with(mut self, payload: BytesMut) -> Unfinished {
        self.bytes.extend_from_slice(&payload);
        self.fragments += 1;
        self
    }

    /// Whether it can still become a text. A fragment may end in the middle
    /// of a character, a message never does. Only what is new is looked at.
    fn check_text(&mut self) -> Result<(), Error> {
        if self.opcode != Opcode::Text {
            return Ok(());
        }
        match std::str::from_utf8(&self.bytes[self.valid..]) {
            Ok(_) => self.valid = self.bytes.len(),
            // No byte is wrong yet: the rest of a character is missing.
            Err(error) if error.error_len().is_none() => {
                self.valid += error.valid_up_to();
            }
            Err(_) => return Err(Error::NotUtf8),
        }
        Ok(())
    }

    fn finish(self) -> Result<Message, Error> {
        match self.opcode {
            Opcode::Text => String::from_utf8(self.bytes.into())
                .map(Message::Text)
                .map_err(|_| Error::NotUtf8),
            _ => Ok(Message::Binary(self.bytes.freeze())),
        }
    }
}
// ANCHOR_END: text

impl Limits {
    /// Before anything is kept.
    fn check(&self, begun: &Unfinished, size: usize) -> Result<(), Error> {
        let (max_size, max_count) = (self.message, self.fragments);
        if begun.fragments >= max_count {
            return Err(Error::TooManyFragments { max_count });
        }
        match begun.bytes.len() + size > max_size {
            true => Err(Error::MessageTooLong { max_size }),
            false => Ok(()),
        }
    }
}
// ANCHOR_END: all

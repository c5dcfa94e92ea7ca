// ANCHOR: all
//! A body in chunks: each with its length in front, the last one empty.

use bytes::{Buf, Bytes, BytesMut};
use framing::LineDecoder;

use crate::Error;
use crate::head::{field, is_text};

/// The longest line between two chunks: sixteen digits, and some of the
/// extensions that nobody uses.
const MAX_LINE: usize = 256;
/// The most bytes of trailer, the fields behind the last chunk.
const MAX_TRAILER: usize = 8 * 1024;
const LINE_END: &[u8; 2] = b"\r\n";

/// Takes bytes, gives one body
/// ([RFC 9112 §7.1](https://www.rfc-editor.org/rfc/rfc9112#section-7.1)).
///
/// ```text
///  +-> Size --n--> Data(n) --> DataEnd --+
///  |    |                                |
///  |    0 -> Trailer -> done             |
///  +-------------------------------------+
/// ```
#[derive(Clone, Debug)]
pub struct ChunkDecoder {
    max_size: usize,
    lines: LineDecoder,
    state: State,
    /// What the chunks so far had in them: `body.len() <= max_size`.
    body: BytesMut,
    /// So many bytes of trailer have come.
    trailer: usize,
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// A line with the next chunk's size comes.
    Size,
    /// So many bytes of the chunk are still to come, or more.
    Data(usize),
    /// The line end behind them comes.
    DataEnd,
    /// The last chunk is over; fields come, and an empty line.
    Trailer,
}

impl ChunkDecoder {
    /// A decoder for one body of at most `max_size` bytes.
    pub fn new(max_size: usize) -> ChunkDecoder {
        let (state, body) = (State::Size, BytesMut::new());
        let lines = LineDecoder::new(MAX_LINE);
        ChunkDecoder { max_size, lines, state, body, trailer: 0 }
    }

    // ANCHOR: decode
    /// Takes chunks out of the buffer. `Ok(None)`: not enough bytes yet.
    ///
    /// # Errors
    /// - [`Error::BodyTooLong`] as soon as a size says so;
    /// - [`Error::BadChunk`] for what is none.
    pub fn decode(
        &mut self,
        buffer: &mut BytesMut,
    ) -> Result<Option<Bytes>, Error> {
        loop {
            self.state = match self.state {
                State::Size => match self.line(buffer)? {
                    None => return Ok(None),
                    Some(line) => match size(&line)? {
                        0 => State::Trailer,
                        size if size > self.max_size - self.body.len() => {
                            let max_size = self.max_size;
                            return Err(Error::BodyTooLong { max_size });
                        }
                        size => State::Data(size),
                    },
                },
                State::Data(size) if buffer.len() < size => return Ok(None),
                State::Data(size) => {
                    self.body.extend_from_slice(&buffer.split_to(size));
                    State::DataEnd
                }
                State::DataEnd => match buffer.first_chunk() {
                    None => return Ok(None),
                    Some(LINE_END) => {
                        buffer.advance(LINE_END.len());
                        State::Size
                    }
                    Some(_) => return Err(Error::BadChunk),
                },
                State::Trailer => match self.line(buffer)? {
                    None => return Ok(None),
                    Some(line) if line.is_empty() => {
                        return Ok(Some(self.body.split().freeze()));
                    }
                    Some(line) if field(&line).is_none() => {
                        return Err(Error::BadChunk);
                    }
                    // Nobody has asked for these fields: read and forgotten.
                    Some(line) => {
                        self.trailer += line.len();
                        if self.trailer > MAX_TRAILER {
                            return Err(Error::BadChunk);
                        }
                        State::Trailer
                    }
                },
            }
        }
    }
    // ANCHOR_END: decode

    /// In a head, `\n` alone may end a line. Here it may not: whoever counts
    /// on `\r\n` would look for the chunk's first byte somewhere else.
    fn line(&mut self, buffer: &mut BytesMut) -> Result<Option<String>, Error> {
        let end = buffer.iter().position(|byte| *byte == b'\n');
        if end.is_some_and(|end| !buffer[..end].ends_with(b"\r")) {
            return Err(Error::BadChunk);
        }
        self.lines.decode(buffer).map_err(|_| Error::BadChunk)
    }
}

// ANCHOR: size
/// `1f` or `1f;name=value`: a hex number. `from_str_radix` alone would take
/// `+1f` as well, and somebody else on the way would not.
fn size(line: &str) -> Result<usize, Error> {
    let digits = line.split(';').next().unwrap_or(line);
    let digits = digits.trim_end_matches([' ', '\t']);
    let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    match is_number && is_text(line) {
        true => usize::from_str_radix(digits, 16).map_err(|_| Error::BadChunk),
        false => Err(Error::BadChunk),
    }
}
// ANCHOR_END: size
// ANCHOR_END: all

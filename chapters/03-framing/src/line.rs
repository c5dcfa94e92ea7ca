// ANCHOR: all
//! Messages as lines: a message ends where a line feed stands.

use bytes::BytesMut;

use crate::Error;

// ANCHOR: decoder
/// Takes bytes, gives lines. It knows no socket: whoever has read something
/// puts it into a buffer and asks.
#[derive(Clone, Debug)]
pub struct LineDecoder {
    max_size: usize,
    /// So many bytes at the start of the buffer hold no line feed:
    /// `0 <= searched <= buffer.len()`.
    searched: usize,
}

impl LineDecoder {
    /// A decoder for lines of at most `max_size` bytes, the line end not
    /// counted.
    pub fn new(max_size: usize) -> LineDecoder {
        LineDecoder { max_size, searched: 0 }
    }

    /// Takes the next line out of the buffer, without its line end (`\n`, or
    /// `\r\n` as `telnet` and Windows write it). `Ok(None)`: not enough bytes
    /// yet; call again with the same buffer once there are more.
    ///
    /// # Errors
    /// - [`Error::LineTooLong`] as soon as it is certain. The line stays in
    ///   the buffer: each further call gives the same error.
    /// - [`Error::NotUtf8`] when the line is no text. It has been taken out:
    ///   the next call looks at the next line.
    pub fn decode(
        &mut self,
        buffer: &mut BytesMut,
    ) -> Result<Option<String>, Error> {
        // Only what came since the last call is searched. Starting anew each
        // time would make a line that arrives byte by byte cost its length
        // squared.
        let new = &buffer[self.searched..];
        let end = new.iter().position(|byte| *byte == b'\n');
        let end = end.map(|at| self.searched + at);

        // The limit does not wait for the line's end, or a line that never
        // ends would fill our memory.
        let line = without_cr(&buffer[..end.unwrap_or(buffer.len())]);
        if line.len() > self.max_size {
            return Err(Error::LineTooLong { max_size: self.max_size });
        }

        let Some(end) = end else {
            self.searched = buffer.len();
            return Ok(None);
        };
        // A read may end inside a character, a line never does: so whether
        // it is UTF-8 is asked of the whole line.
        let text = std::str::from_utf8(line).map(str::to_owned);
        let _line_and_its_end = buffer.split_to(end + 1);
        self.searched = 0;
        text.map(Some).map_err(|error| Error::NotUtf8 {
            valid_up_to: error.valid_up_to(),
        })
    }
}
// ANCHOR_END: decoder

/// The `\r` of a `\r\n` belongs to the line end. While the `\n` has not come
/// yet, a last `\r` may still turn out to be one.
fn without_cr(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

// ANCHOR: encode
/// Puts a line and its line end behind what is already in the buffer.
///
/// # Errors
/// [`Error::LineEndInside`] when the text has a line end of its own. Sent as
/// it is, it would be two messages, and whoever wrote the text would have
/// chosen the second one.
pub fn encode_line(line: &str, buffer: &mut BytesMut) -> Result<(), Error> {
    if let Some(at) = line.find('\n') {
        return Err(Error::LineEndInside { at });
    }
    buffer.reserve(line.len() + 1);
    buffer.extend_from_slice(line.as_bytes());
    buffer.extend_from_slice(b"\n");
    Ok(())
}
// ANCHOR_END: encode
// ANCHOR_END: all

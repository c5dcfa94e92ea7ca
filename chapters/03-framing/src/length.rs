// ANCHOR: all
//! Messages with their length in front: four bytes say how many follow.

use bytes::{Buf, BufMut, Bytes, BytesMut};

use crate::Error;

/// The length in front: a `u32`, the most significant byte first.
const LENGTH_SIZE: usize = 4;

/// Takes bytes, gives messages. A message may hold any bytes, line ends too.
#[derive(Clone, Debug)]
pub struct LengthDecoder {
    max_size: usize,
}

impl LengthDecoder {
    /// A decoder for messages of at most `max_size` bytes, the length in
    /// front not counted.
    pub fn new(max_size: usize) -> LengthDecoder {
        LengthDecoder { max_size }
    }

    // ANCHOR: decode
    /// Takes the next message out of the buffer, without its length.
    /// `Ok(None)`: not enough bytes yet.
    ///
    /// # Errors
    /// [`Error::MessageTooLong`] as soon as the length is there. It stays in
    /// the buffer: each further call gives the same error.
    pub fn decode(
        &self,
        buffer: &mut BytesMut,
    ) -> Result<Option<Bytes>, Error> {
        let Some(length) = buffer.first_chunk::<LENGTH_SIZE>() else {
            return Ok(None);
        };
        let size = u32::from_be_bytes(*length) as usize;
        // Four bytes can ask for 4 GiB. The answer comes before anything is
        // kept for them.
        if size > self.max_size {
            let max_size = self.max_size;
            return Err(Error::MessageTooLong { size, max_size });
        }
        if buffer.len() - LENGTH_SIZE < size {
            return Ok(None);
        }
        buffer.advance(LENGTH_SIZE);
        Ok(Some(buffer.split_to(size).freeze()))
    }
    // ANCHOR_END: decode
}

/// Puts the length and the message behind what is already in the buffer.
///
/// # Errors
/// [`Error::MessageTooLong`] when the message is over `max_size` bytes, or
/// over what four bytes can count: the receiver would hang up.
pub fn encode_length(
    message: &[u8],
    max_size: usize,
    buffer: &mut BytesMut,
) -> Result<(), Error> {
    let size = message.len();
    match u32::try_from(size) {
        Ok(length) if size <= max_size => {
            buffer.reserve(LENGTH_SIZE + size);
            buffer.put_u32(length);
            buffer.extend_from_slice(message);
            Ok(())
        }
        _ => Err(Error::MessageTooLong { size, max_size }),
    }
}
// ANCHOR_END: all

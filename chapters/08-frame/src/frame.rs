// ANCHOR: all
//! Whole frames: a header, and the payload that it announces.

use bytes::{BufMut, BytesMut};

use crate::{Error, Header, Opcode, mask};

/// Which side we are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// We mask, and the peer must not.
    Client,
    /// The peer masks, and we must not.
    Server,
}

/// One frame, unmasked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The last fragment of its message, or the only one.
    pub fin: bool,
    /// What it is for.
    pub opcode: Opcode,
    /// What it carries.
    pub payload: BytesMut,
}

// ANCHOR: encode
impl Frame {
    /// Puts a whole frame behind what is in the buffer, masked if we are the
    /// client: with a key that nobody can guess, a new one for each frame.
    pub fn encode(
        opcode: Opcode,
        payload: &[u8],
        role: Role,
        buffer: &mut BytesMut,
    ) {
        let mask_key = match role {
            Role::Client => Some(rand::random()),
            Role::Server => None,
        };
        let size = payload.len() as u64;
        let header = Header { fin: true, opcode, mask: mask_key, size };
        header.encode(buffer);
        let start = buffer.len();
        buffer.put_slice(payload);
        if let Some(key) = mask_key {
            mask(&mut buffer[start..], key);
        }
    }
}
// ANCHOR_END: encode

// ANCHOR: decoder
/// Takes bytes, gives frames. It knows no socket.
#[derive(Clone, Debug)]
pub struct FrameDecoder {
    role: Role,
    max_size: usize,
    /// The header whose payload has not come yet.
    header: Option<Header>,
}

impl FrameDecoder {
    /// For what is sent to somebody in this role, with at most `max_size`
    /// bytes of payload in a frame; control frames have a limit of their own.
    pub fn new(role: Role, max_size: usize) -> FrameDecoder {
        FrameDecoder { role, max_size, header: None }
    }

    /// Takes the next frame out of the buffer. `Ok(None)`: not enough bytes
    /// yet. A length over the limit, and a mask that is missing or too much,
    /// are refused when the header is there: before the payload is, and no
    /// memory is set aside for it.
    ///
    /// # Errors
    /// What [`Header::decode`] gives, [`Error::NotMasked`],
    /// [`Error::Masked`] and [`Error::FrameTooLong`]. Behind each of them
    /// nobody knows where the next frame begins.
    pub fn decode(
        &mut self,
        buffer: &mut BytesMut,
    ) -> Result<Option<Frame>, Error> {
        let header = match self.header.take() {
            Some(header) => header,
            None => match Header::decode(buffer)? {
                None => return Ok(None),
                Some((header, size)) => {
                    self.check(&header)?;
                    let _header = buffer.split_to(size);
                    header
                }
            },
        };
        // It fits: no more than `max_size`, which is a `usize`, or 125.
        let size = header.size as usize;
        if buffer.len() < size {
            self.header = Some(header);
            return Ok(None);
        }
        let mut payload = buffer.split_to(size);
        if let Some(key) = header.mask {
            mask(&mut payload, key);
        }
        let Header { fin, opcode, .. } = header;
        Ok(Some(Frame { fin, opcode, payload }))
    }

    fn check(&self, header: &Header) -> Result<(), Error> {
        match (self.role, header.mask) {
            (Role::Client, Some(_)) => return Err(Error::Masked),
            (Role::Server, None) => return Err(Error::NotMasked),
            _ => {}
        }
        let (size, max_size) = (header.size, self.max_size);
        match size > max_size as u64 && !header.opcode.is_control() {
            true => Err(Error::FrameTooLong { size, max_size }),
            false => Ok(()),
        }
    }
    // ANCHOR_END: decoder

    /// How many bytes of a payload are still to come, if its header is here.
    pub fn missing(&self, buffer: &BytesMut) -> usize {
        let size = self.header.map_or(0, |header| header.size as usize);
        size.saturating_sub(buffer.len())
    }
}
// ANCHOR_END: all

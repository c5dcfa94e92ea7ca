// ANCHOR: all
//! The first 2 to 14 bytes of a frame.

use bytes::{BufMut, BytesMut};

use crate::{Error, Opcode};

/// The most bytes in a control frame's payload.
pub const MAX_CONTROL_SIZE: u64 = 125;

/// The last fragment of its message, or the only one.
const FIN: u8 = 0x80;
/// Three bits for extensions. We have agreed on none.
const RESERVED: u8 = 0x70;
const OPCODE: u8 = 0x0f;
const MASKED: u8 = 0x80;
const LENGTH: u8 = 0x7f;

// ANCHOR: header
/// ```text
///   byte 0           byte 1           then, if it is
///  +-+-+-+-+-------+ +-+-------------+ +------------------+ +---------+
///  |F|R|R|R|       | |M|             | | 126: 2 bytes     | | M:      |
///  |I|S|S|S|opcode | |A| length      | | 127: 8 bytes     | | 4 bytes |
///  |N|V|V|V|       | |S| 0 to 125    | | the real length, | | mask    |
///  | |1|2|3|       | |K|             | | largest first    | |         |
///  +-+-+-+-+-------+ +-+-------------+ +------------------+ +---------+
/// ```
///
/// [RFC 6455 §5.2](https://www.rfc-editor.org/rfc/rfc6455#section-5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The last fragment of its message, or the only one.
    pub fin: bool,
    /// What it is for.
    pub opcode: Opcode,
    /// The key of the mask: from clients always, from servers never.
    pub mask: Option<[u8; 4]>,
    /// Bytes of payload behind the header.
    pub size: u64,
}
// ANCHOR_END: header

// ANCHOR: length
/// The three forms of a length. A length has one form only, the shortest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// 0 to 125: in the second byte itself.
    Seven,
    /// 126 to 65535: in two bytes of its own.
    Sixteen,
    /// From 65536 on: in eight.
    SixtyFour,
}

impl Length {
    /// The form of this length.
    pub fn of(size: u64) -> Length {
        match size {
            0..=125 => Length::Seven,
            126..=0xffff => Length::Sixteen,
            _ => Length::SixtyFour,
        }
    }

    /// Bytes of its own.
    pub fn extra(self) -> usize {
        match self {
            Length::Seven => 0,
            Length::Sixteen => 2,
            Length::SixtyFour => 8,
        }
    }
}
// ANCHOR_END: length

impl Header {
    // ANCHOR: decode
    /// Reads a header at the start of `bytes`, and says how long it is.
    /// `Ok(None)`: not enough bytes yet. What one of the first two bytes
    /// says is refused with that byte, a length when all of it is there.
    ///
    /// # Errors
    /// [`Error::ReservedBits`], [`Error::UnknownOpcode`],
    /// [`Error::ControlFragmented`], [`Error::ControlTooLong`],
    /// [`Error::NotMinimal`] and [`Error::TopBit`].
    pub fn decode(bytes: &[u8]) -> Result<Option<(Header, usize)>, Error> {
        let Some(&first) = bytes.first() else { return Ok(None) };
        if first & RESERVED != 0 {
            return Err(Error::ReservedBits);
        }
        let bits = first & OPCODE;
        let opcode =
            Opcode::from_bits(bits).ok_or(Error::UnknownOpcode { bits })?;
        let fin = first & FIN != 0;
        if opcode.is_control() && !fin {
            return Err(Error::ControlFragmented);
        }
        let Some(&second) = bytes.get(1) else { return Ok(None) };
        let length = match second & LENGTH {
            126 => Length::Sixteen,
            127 => Length::SixtyFour,
            _ => Length::Seven,
        };
        if opcode.is_control() && length != Length::Seven {
            return Err(Error::ControlTooLong);
        }
        let mut end = 2 + length.extra();
        let Some(digits) = bytes.get(2..end) else { return Ok(None) };
        let size = match length {
            Length::Seven => u64::from(second & LENGTH),
            _ => digits.iter().fold(0, |n, digit| n << 8 | u64::from(*digit)),
        };
        if size >> 63 != 0 {
            return Err(Error::TopBit);
        }
        // Two ways to write a length would be two frames for one message,
        // and somebody on the way might know only one of them.
        if Length::of(size) != length {
            return Err(Error::NotMinimal { size });
        }
        let mut mask = None;
        if second & MASKED != 0 {
            let Some(key) = bytes[end..].first_chunk() else {
                return Ok(None);
            };
            mask = Some(*key);
            end += key.len();
        }
        Ok(Some((Header { fin, opcode, mask, size }, end)))
    }
    // ANCHOR_END: decode

    // ANCHOR: encode
    /// Puts the header behind what is in the buffer, in as few bytes as it
    /// needs.
    pub fn encode(&self, buffer: &mut BytesMut) {
        let fin = if self.fin { FIN } else { 0 };
        let masked = if self.mask.is_some() { MASKED } else { 0 };
        buffer.put_u8(fin | self.opcode as u8);
        match Length::of(self.size) {
            Length::Seven => buffer.put_u8(masked | self.size as u8),
            Length::Sixteen => {
                buffer.put_u8(masked | 126);
                buffer.put_u16(self.size as u16);
            }
            Length::SixtyFour => {
                buffer.put_u8(masked | 127);
                buffer.put_u64(self.size);
            }
        }
        if let Some(key) = self.mask {
            buffer.put_slice(&key);
        }
    }
    // ANCHOR_END: encode
}
// ANCHOR_END: all

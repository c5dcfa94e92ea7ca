// ANCHOR: all
//! A header, and the attachments that follow it.

use bytes::Bytes;

use crate::{Packet, PacketError};

// ANCHOR: limits
/// What a peer may make us keep until its packet is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Attachments of one packet. Default: 10, as in socket.io-parser since
    /// 4.2.6. Before, there was no limit.
    pub attachments: usize,
    /// Bytes of a header and its attachments together. Default: 10 000 000,
    /// which is ten times what Engine.IO takes in one message.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { attachments: 10, bytes: 10_000_000 }
    }
}
// ANCHOR_END: limits

// ANCHOR: assembly
/// ```text
///               header of n
///   +---------+ ------------> +-----------+ --+
///   | missing |               | missing   |   | attachment: n-1, n-2, …
///   | 0       | <------------ | n         | <-+
///   +---------+   the last    +-----------+
///    attachment:   attachment    text:
///    an error                    an error
/// ```
///
/// Whether a header can be true is decided before any of it is kept. After
/// an error it is of no more use. How long attachments may take is for the
/// caller to decide, as long as [`Assembly::missing`] is not 0.
#[derive(Debug)]
pub struct Assembly {
    limits: Limits,
    header: String,
    binary: Vec<Bytes>,
    missing: usize,
    size: usize,
}
// ANCHOR_END: assembly

/// The header of a binary packet that is complete.
#[derive(Debug)]
pub struct Header(String);

impl Header {
    /// What it says.
    pub fn packet(&self) -> Packet<'_> {
        // Decoded once already, before it was kept.
        Packet::split(&self.0).expect("a header that could be read")
    }
}

impl Assembly {
    /// Waits for the first packet.
    pub fn new(limits: Limits) -> Assembly {
        let (header, binary) = (String::new(), Vec::new());
        Assembly { limits, header, binary, missing: 0, size: 0 }
    }

    /// How many attachments still have to come.
    pub fn missing(&self) -> usize {
        self.missing
    }

    // ANCHOR: text
    /// A text message, without Engine.IO's `4`. `None`: it is a header, and
    /// its attachments have to follow.
    ///
    /// # Errors
    /// [`PacketError::TextInside`], [`PacketError::TooManyAttachments`],
    /// [`PacketError::TooManyBytes`], and those of [`Packet::decode`].
    pub fn text<'a>(
        &mut self,
        text: &'a str,
    ) -> Result<Option<Packet<'a>>, PacketError> {
        if self.missing > 0 {
            return Err(PacketError::TextInside { missing: self.missing });
        }
        let packet = Packet::split(text)?;
        let attachments = packet.attachments;
        let max_attachments = self.limits.attachments;
        if attachments > max_attachments {
            return Err(PacketError::TooManyAttachments {
                attachments,
                max_attachments,
            });
        }
        packet.check()?;
        if !packet.kind.is_binary() {
            return Ok(Some(packet));
        }
        self.size = 0;
        self.grow(text.len())?;
        self.header = text.to_string();
        self.missing = attachments;
        Ok(None)
    }
    // ANCHOR_END: text

    // ANCHOR: binary
    /// A binary message. With the last one of a packet, the packet.
    ///
    /// # Errors
    /// [`PacketError::UnexpectedBinary`] and [`PacketError::TooManyBytes`].
    pub fn binary(
        &mut self,
        bytes: Bytes,
    ) -> Result<Option<(Header, Vec<Bytes>)>, PacketError> {
        if self.missing == 0 {
            return Err(PacketError::UnexpectedBinary);
        }
        self.grow(bytes.len())?;
        self.binary.push(bytes);
        self.missing -= 1;
        if self.missing > 0 {
            return Ok(None);
        }
        let header = Header(std::mem::take(&mut self.header));
        Ok(Some((header, std::mem::take(&mut self.binary))))
    }
    // ANCHOR_END: binary

    fn grow(&mut self, more: usize) -> Result<(), PacketError> {
        let (size, max_size) = (self.size + more, self.limits.bytes);
        if size > max_size {
            return Err(PacketError::TooManyBytes { size, max_size });
        }
        self.size = size;
        Ok(())
    }
}
// ANCHOR_END: all

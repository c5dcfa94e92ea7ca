// ANCHOR: all
//! All that waits for one peer, ready to leave in one write.

use std::collections::VecDeque;
use std::io::IoSlice;

use bytes::{Buf, BufMut, Bytes, BytesMut};

/// Messages that were taken out of an outbox together.
///
/// They lie in different places of our memory, and the same message lies in
/// the batches of many peers. So they are not copied into one buffer: a
/// *vectored* write takes a list of places instead of one.
#[derive(Debug, Default)]
pub struct Batch(VecDeque<Bytes>);

impl From<VecDeque<Bytes>> for Batch {
    fn from(messages: VecDeque<Bytes>) -> Batch {
        Batch(messages)
    }
}

impl Batch {
    /// The message, if it is only one.
    pub fn single(&self) -> Option<&Bytes> {
        self.0.front().filter(|_| self.0.len() == 1)
    }
}

/// With the first four, `write_all_buf` writes a batch as it writes a buffer.
impl Buf for Batch {
    fn remaining(&self) -> usize {
        self.0.iter().map(Bytes::len).sum()
    }

    fn has_remaining(&self) -> bool {
        !self.0.is_empty()
    }

    /// The next bytes that lie in one piece.
    fn chunk(&self) -> &[u8] {
        self.0.front().map_or(&[], |message| message)
    }

    /// As many pieces as the system takes in one call.
    fn chunks_vectored<'a>(&'a self, slices: &mut [IoSlice<'a>]) -> usize {
        let pairs = slices.iter_mut().zip(&self.0);
        pairs.map(|(slice, message)| *slice = IoSlice::new(message)).count()
    }

    /// So many bytes have been written. The write may have stopped in the
    /// middle of a message: the next one goes on there.
    fn advance(&mut self, mut size: usize) {
        while let Some(message) = self.0.front_mut() {
            if size < message.len() {
                message.advance(size);
                return;
            }
            size -= message.len();
            self.0.pop_front();
        }
    }

    /// The next bytes in one piece: shared, if they are a whole message.
    fn copy_to_bytes(&mut self, size: usize) -> Bytes {
        if self.chunk().len() == size {
            return self.0.pop_front().unwrap_or_default();
        }
        let mut copy = BytesMut::with_capacity(size);
        copy.put(self.take(size));
        copy.freeze()
    }
}
// ANCHOR_END: all

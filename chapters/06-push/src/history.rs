// ANCHOR: all
//! What has been said, so that nobody has to be there when it is said.

use std::collections::VecDeque;
use std::mem;

use bytes::Bytes;

use crate::{event, gap};

// ANCHOR: history
/// The last messages, numbered from 1 on without a hole. Whoever knows the
/// number of the last message that it has heard can ask for the rest.
#[derive(Debug)]
pub struct History {
    max_messages: usize,
    max_size: usize,
    messages: VecDeque<Bytes>,
    /// Bytes of `messages`, with a handle for each.
    size: usize,
    /// The number of the last message. The first that is remembered has
    /// `last - messages.len() + 1`.
    last: u64,
}
// ANCHOR_END: history

/// What somebody has missed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// An event that says what can no longer be told.
    pub gap: Option<Bytes>,
    /// All that can.
    pub messages: Vec<Bytes>,
}

impl History {
    /// Remembers at most so many messages, and at most so many bytes.
    pub fn new(max_messages: usize, max_size: usize) -> History {
        let (messages, size, last) = (VecDeque::new(), 0, 0);
        History { max_messages, max_size, messages, size, last }
    }

    /// The number of the last message; 0 if there was none.
    pub fn last(&self) -> u64 {
        self.last
    }

    /// Gives a text its number and remembers it. The oldest messages are
    /// forgotten for it, but never the newest.
    pub fn append(&mut self, text: &str) -> Bytes {
        self.last += 1;
        let message = event(self.last, text);
        self.size += size(&message);
        self.messages.push_back(message.clone());
        while self.messages.len() > 1
            && (self.messages.len() > self.max_messages
                || self.size > self.max_size)
        {
            let oldest = self.messages.pop_front();
            self.size -= oldest.as_ref().map_or(0, size);
        }
        message
    }

    // ANCHOR: since
    /// All messages with numbers above `after`. `None`: whatever there is,
    /// for somebody who has heard nothing and was promised nothing.
    pub fn since(&self, after: Option<u64>) -> Since {
        let forgotten = self.last - self.messages.len() as u64;
        let (gap, after) = match after {
            Some(after) if after > self.last => {
                // Somebody who knows more than we do: we have started anew.
                let why = format!("{after} was not said here");
                (Some(gap(forgotten, &why)), forgotten)
            }
            Some(after) if after < forgotten => {
                let why = format!("{} to {forgotten} are forgotten", after + 1);
                (Some(gap(forgotten, &why)), forgotten)
            }
            Some(after) => (None, after),
            None => (None, forgotten),
        };
        let known = (after - forgotten) as usize;
        let messages = self.messages.iter().skip(known).cloned().collect();
        Since { gap, messages }
    }
    // ANCHOR_END: since
}

impl Since {
    /// Nothing was missed.
    pub fn is_empty(&self) -> bool {
        self.gap.is_none() && self.messages.is_empty()
    }

    /// The gap, if there is one, and the messages, in one piece. A single
    /// one is shared, not copied.
    pub fn into_bytes(self) -> Bytes {
        match (&self.gap, &self.messages[..]) {
            (None, [message]) => message.clone(),
            (gap, messages) => {
                let pieces: Vec<_> = gap.iter().chain(messages).collect();
                let all: Vec<&[u8]> = pieces.iter().map(|p| &p[..]).collect();
                Bytes::from(all.concat())
            }
        }
    }
}

/// As in chapter 04's outbox: a message costs more than its bytes.
fn size(message: &Bytes) -> usize {
    message.len() + mem::size_of::<Bytes>()
}
// ANCHOR_END: all

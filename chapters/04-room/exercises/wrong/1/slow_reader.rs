//! Misconception: a line that does not fit can be left out. The memory is
//! bounded then, and the guest goes on with a hole in what it knows, which
//! nobody can see.

use std::collections::VecDeque;

use bytes::Bytes;

pub const MAX_QUEUED: usize = 1000;

pub struct Guest {
    #[allow(dead_code)]
    pub name: String,
    pub queue: VecDeque<Bytes>,
}

pub fn tell(guests: &mut Vec<Guest>, text: &str) {
    let message = room::line(text);
    for guest in guests {
        let waiting: usize = guest.queue.iter().map(Bytes::len).sum();
        if waiting + message.len() <= MAX_QUEUED {
            guest.queue.push_back(message.clone());
        }
    }
}

//! Exercise 04.2: the slow reader.

use std::collections::VecDeque;

use bytes::Bytes;

pub const MAX_QUEUED: usize = 1000;

pub struct Guest {
    pub name: String,
    pub queue: VecDeque<Bytes>,
}

pub fn tell(guests: &mut Vec<Guest>, text: &str) {
    let mut notices = VecDeque::from([text.to_string()]);
    // A notice may be the line too much for somebody else.
    while let Some(text) = notices.pop_front() {
        let message = room::line(&text);
        guests.retain_mut(|guest| {
            let waiting: usize = guest.queue.iter().map(Bytes::len).sum();
            let fits = waiting + message.len() <= MAX_QUEUED;
            match fits {
                true => guest.queue.push_back(message.clone()),
                false => notices
                    .push_back(format!("* {} left (too slow)", guest.name)),
            }
            fits
        });
    }
}

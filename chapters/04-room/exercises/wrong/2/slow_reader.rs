//! Misconception: it is lines that fill the memory, so it is lines that are
//! counted.

use std::collections::VecDeque;

use bytes::Bytes;

pub const MAX_QUEUED: usize = 1000;

pub struct Guest {
    pub name: String,
    pub queue: VecDeque<Bytes>,
}

pub fn tell(guests: &mut Vec<Guest>, text: &str) {
    let mut notices = VecDeque::from([text.to_string()]);
    while let Some(text) = notices.pop_front() {
        let message = room::line(&text);
        guests.retain_mut(|guest| {
            let fits = guest.queue.len() < MAX_QUEUED / 100;
            match fits {
                true => guest.queue.push_back(message.clone()),
                false => notices
                    .push_back(format!("* {} left (too slow)", guest.name)),
            }
            fits
        });
    }
}

//! Misconception: what a client says that it has heard is needed by nobody
//! any more.

use std::collections::VecDeque;

pub const REMEMBERED: usize = 100;

#[derive(Default)]
pub struct Messages {
    last: u64,
    messages: VecDeque<(u64, String)>,
}

impl Messages {
    pub fn say(&mut self, text: &str) {
        self.last += 1;
        self.messages.push_back((self.last, text.to_string()));
        if self.messages.len() > REMEMBERED {
            self.messages.pop_front();
        }
    }

    pub fn poll(&mut self, after: u64) -> Vec<(u64, String)> {
        self.messages.retain(|(number, _)| *number > after);
        self.messages.iter().cloned().collect()
    }

    pub fn remembered(&self) -> usize {
        self.messages.len()
    }
}

//! Misconception: a message's number is its place in the list.

use std::collections::VecDeque;

pub const REMEMBERED: usize = 100;

#[derive(Default)]
pub struct Messages {
    messages: VecDeque<String>,
}

impl Messages {
    pub fn say(&mut self, text: &str) {
        self.messages.push_back(text.to_string());
        if self.messages.len() > REMEMBERED {
            self.messages.pop_front();
        }
    }

    pub fn poll(&mut self, after: u64) -> Vec<(u64, String)> {
        let later = self.messages.iter().skip(after as usize).cloned();
        (after + 1..).zip(later).collect()
    }

    pub fn remembered(&self) -> usize {
        self.messages.len()
    }
}

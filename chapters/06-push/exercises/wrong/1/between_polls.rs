//! Misconception: what has been sent has been heard.

pub const REMEMBERED: usize = 100;

#[derive(Default)]
pub struct Messages {
    last: u64,
    messages: Vec<(u64, String)>,
}

impl Messages {
    pub fn say(&mut self, text: &str) {
        self.last += 1;
        self.messages.push((self.last, text.to_string()));
    }

    pub fn poll(&mut self, _after: u64) -> Vec<(u64, String)> {
        std::mem::take(&mut self.messages)
    }

    pub fn remembered(&self) -> usize {
        self.messages.len()
    }
}

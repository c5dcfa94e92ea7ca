//! Misconception: every read is text of its own, so it can be decoded at
//! once, and only the text has to be kept.

#[derive(Default)]
pub struct Lines {
    rest: String,
}

impl Lines {
    pub fn take(&mut self, read: &[u8]) -> Vec<String> {
        self.rest.push_str(&String::from_utf8_lossy(read));
        let mut lines = Vec::new();
        while let Some(end) = self.rest.find('\n') {
            let taken: String = self.rest.drain(..=end).collect();
            let line = &taken[..end];
            lines.push(line.strip_suffix('\r').unwrap_or(line).to_owned());
        }
        lines
    }
}

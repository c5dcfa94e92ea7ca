//! Misconception: a line end is a `\n`, and nothing else belongs to it.

#[derive(Default)]
pub struct Lines {
    rest: Vec<u8>,
}

impl Lines {
    pub fn take(&mut self, read: &[u8]) -> Vec<String> {
        self.rest.extend_from_slice(read);
        let mut lines = Vec::new();
        while let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') {
            let taken: Vec<u8> = self.rest.drain(..=end).collect();
            let line = &taken[..end];
            lines.push(String::from_utf8_lossy(line).into_owned());
        }
        lines
    }
}

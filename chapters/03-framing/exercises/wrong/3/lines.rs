//! Misconception: the line end is white space, so `trim` takes it off. (It
//! takes off more.)

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
            let text = String::from_utf8_lossy(&taken);
            lines.push(text.trim().to_owned());
        }
        lines
    }
}

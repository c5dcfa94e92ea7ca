//! Misconception: a pong says that somebody is there, and no more.

#[derive(Debug, PartialEq)]
pub enum Due {
    Message(Vec<u8>),
    Pong(Vec<u8>),
}

#[derive(Default)]
pub struct Messages {
    begun: Vec<u8>,
}

impl Messages {
    pub fn take(
        &mut self,
        fin: bool,
        opcode: u8,
        payload: &[u8],
    ) -> Option<Due> {
        match opcode {
            0x9 => return Some(Due::Pong(Vec::new())),
            0xa => return None,
            _ => self.begun.extend_from_slice(payload),
        }
        fin.then(|| Due::Message(std::mem::take(&mut self.begun)))
    }
}

//! Misconception: first things first. The ping has time until the message is
//! whole.

#[derive(Debug, PartialEq)]
pub enum Due {
    Message(Vec<u8>),
    Pong(Vec<u8>),
}

#[derive(Default)]
pub struct Messages {
    begun: Vec<u8>,
    is_begun: bool,
    ping: Option<Vec<u8>>,
}

impl Messages {
    pub fn take(
        &mut self,
        fin: bool,
        opcode: u8,
        payload: &[u8],
    ) -> Option<Due> {
        match opcode {
            0x9 if self.is_begun => {
                self.ping = Some(payload.to_vec());
                return None;
            }
            0x9 => return Some(Due::Pong(payload.to_vec())),
            0xa => return None,
            _ => self.begun.extend_from_slice(payload),
        }
        self.is_begun = !fin;
        if !fin {
            return None;
        }
        if let Some(ping) = self.ping.take() {
            return Some(Due::Pong(ping));
        }
        Some(Due::Message(std::mem::take(&mut self.begun)))
    }
}

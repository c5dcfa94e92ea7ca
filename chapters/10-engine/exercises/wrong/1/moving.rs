//! Misconception: a WebSocket that is open is one that is used.

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Say(String),
    Poll,
    Probe,
    Upgrade,
    Lost,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Answer(Vec<String>),
    Send(String),
}

#[derive(Default)]
pub struct Session {
    waiting: Vec<String>,
    polled: bool,
    moved: bool,
}

impl Session {
    pub fn on(&mut self, event: Event) -> Vec<Act> {
        match event {
            Event::Say(packet) => self.waiting.push(packet),
            Event::Poll => self.polled = true,
            Event::Probe => {
                self.moved = true;
                return vec![Act::Send("3probe".to_string())];
            }
            Event::Upgrade | Event::Lost => {}
        }
        if self.moved {
            self.waiting.drain(..).map(Act::Send).collect()
        } else if self.polled && !self.waiting.is_empty() {
            self.polled = false;
            vec![Act::Answer(std::mem::take(&mut self.waiting))]
        } else {
            Vec::new()
        }
    }
}

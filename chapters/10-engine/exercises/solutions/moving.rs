//! Exercise 10.4: move, and lose nothing.

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
    probed: bool,
    moved: bool,
}

impl Session {
    pub fn on(&mut self, event: Event) -> Vec<Act> {
        let mut acts = Vec::new();
        match event {
            Event::Say(packet) => self.waiting.push(packet),
            Event::Poll => self.polled = true,
            Event::Probe => {
                self.probed = true;
                acts.push(Act::Send("3probe".to_string()));
            }
            Event::Upgrade => self.moved = self.probed,
            Event::Lost => self.probed = false,
        }
        if self.polled && (self.probed || !self.waiting.is_empty()) {
            self.polled = false;
            acts.push(Act::Answer(match self.waiting.is_empty() {
                true => vec!["6".to_string()],
                false => std::mem::take(&mut self.waiting),
            }));
        }
        if self.moved {
            acts.extend(self.waiting.drain(..).map(Act::Send));
        }
        acts
    }
}

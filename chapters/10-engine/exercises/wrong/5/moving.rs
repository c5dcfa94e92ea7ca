//! Misconception: a `5` means what it says, whoever has not probed.

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
    lost: bool,
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
                self.lost = false;
                acts.push(Act::Send("3probe".to_string()));
            }
            Event::Upgrade => self.moved = !self.lost,
            Event::Lost => {
                self.probed = false;
                self.lost = true;
            }
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

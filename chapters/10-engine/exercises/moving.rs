//! Exercise 10.4: move, and lose nothing (repair, 20 minutes).
//!
//! Page: "Without a WebSocket", section *Your turn*.
//!
//! A session that is carried by polling moves to a WebSocket. The code below
//! moves as soon as the WebSocket says `2probe`, and the client has not
//! stopped polling then: it expects nothing but `3probe` there. Mend it:
//!
//! - `2probe` is answered with `3probe`, and nothing else changes: what is
//!   said still goes to whoever polls;
//! - but from then on no poll waits any more, or the client could never stop
//!   polling: one that has nothing to hear is answered with `6`, at once
//!   (the page's server waits 100 ms before that, but you have no clock);
//! - with `5` the session moves: what waits goes to the WebSocket, in order,
//!   and so does all that is said later;
//! - if the WebSocket is lost before that, all is as if it had never been.
//!   A `5` without a `2probe` moves nothing.

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The application has this packet to say.
    Say(String),
    /// A client asks what there is to hear. It asks once at a time, and never
    /// after it has said `5`.
    Poll,
    /// The WebSocket says `2probe`.
    Probe,
    /// The WebSocket says `5`.
    Upgrade,
    /// The WebSocket is lost before it has said `5`. There may be another
    /// one later.
    Lost,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Answer the poll that waits, with these packets.
    Answer(Vec<String>),
    /// Send this packet over the WebSocket.
    Send(String),
}

/// What has not been heard yet, and who is there to hear it.
#[derive(Default)]
pub struct Session {
    waiting: Vec<String>,
    polled: bool,
    moved: bool,
}

impl Session {
    /// Something has happened; what is to be done, in order?
    pub fn on(&mut self, event: Event) -> Vec<Act> {
        // Delete the next line, then mend what follows.
        kit::not_yet!("10.4 move, and lose nothing");
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

// ANCHOR: all
//! Who is there, and who is told what.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use crate::{Guest, Outbox, Refused, name};

// ANCHOR: room
/// A room full of guests. It knows no socket and no protocol: it puts
/// messages into outboxes, and others carry them away.
#[derive(Clone)]
pub struct Room(Arc<Mutex<State>>);

pub(crate) struct State {
    /// The most bytes that wait for one guest.
    max_queued: usize,
    /// Makes of a text what travels: bytes that all guests share.
    encode: fn(&str) -> Bytes,
    /// Is shown who joins and leaves, and never waits.
    log: fn(&str),
    /// Everybody who is connected, in the order in which they came.
    places: BTreeMap<u64, Place>,
    next: u64,
    /// The last words, once the room has closed.
    closed: Option<Bytes>,
}

struct Place {
    /// A guest without a name is not heard, and hears nobody.
    name: Option<String>,
    outbox: Arc<Outbox>,
}
// ANCHOR_END: room

impl Room {
    /// An empty room. At most `max_queued` bytes wait for one guest,
    /// `encode` makes of a text without control characters what travels, and
    /// `log` is shown who joins and leaves; like all that happens under
    /// the room's lock, it must not wait.
    pub fn new(
        max_queued: usize,
        encode: fn(&str) -> Bytes,
        log: fn(&str),
    ) -> Room {
        let (places, next, closed) = (BTreeMap::new(), 0, None);
        let state = State { max_queued, encode, log, places, next, closed };
        Room(Arc::new(Mutex::new(state)))
    }

    /// A place for one more guest, who has no name yet.
    pub fn enter(&self) -> Guest {
        let mut state = self.lock();
        let outbox = Arc::new(Outbox::new(state.max_queued));
        let id = state.next;
        state.next += 1;
        match &state.closed {
            Some(last) => outbox.close(Some(last.clone())),
            None => {
                let place = Place { name: None, outbox: outbox.clone() };
                state.places.insert(id, place);
            }
        }
        Guest::new(self.clone(), id, outbox)
    }

    // ANCHOR: close
    /// Accepts nothing more. What has been accepted is in the outboxes, and
    /// `last` comes behind it: nobody can say anything in between, since
    /// that takes the same lock.
    pub fn close(&self, last: &str) {
        let mut state = self.lock();
        let last = (state.encode)(last);
        for place in std::mem::take(&mut state.places).into_values() {
            place.outbox.close(Some(last.clone()));
        }
        state.closed = Some(last);
    }
    // ANCHOR_END: close

    /// What happens in the room happens under this lock, one thing after
    /// the other: so all guests see it in the same order.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    pub(crate) fn join(&mut self, id: u64, new: &str) -> Result<(), Refused> {
        name::check(new)?;
        let names = self.places.values().filter_map(|p| p.name.as_ref());
        if names.clone().any(|name| name == new) {
            return Err(Refused::NameTaken { name: new.to_string() });
        }
        let others = names.count();
        let place = self.places.get_mut(&id).ok_or(Refused::Over)?;
        place.name = Some(new.to_string());
        self.reply(id, &format!("* welcome, {new}; others here: {others}"));
        self.announce(&format!("* {new} joined"), id);
        Ok(())
    }

    pub(crate) fn say(&mut self, id: u64, text: &str) -> Result<(), Refused> {
        let place = self.places.get(&id).ok_or(Refused::Over)?;
        let name = place.name.as_ref().ok_or(Refused::Over)?;
        if text.chars().any(fools_the_reader) {
            return Err(Refused::ControlCharacter);
        }
        let text = format!("{name}: {text}");
        self.tell(&text, |other, place| place.name.is_some() && other != id);
        Ok(())
    }

    pub(crate) fn reply(&mut self, id: u64, text: &str) {
        self.tell(text, |other, _| other == id);
    }

    pub(crate) fn leave(&mut self, id: u64, why: Option<&str>) {
        if let Some(notice) = self.remove(id, why) {
            self.announce(&notice, id);
        }
    }

    /// Tells all who have a name, but for the one whom it is about, and
    /// whoever looks at the server's screen.
    fn announce(&mut self, notice: &str, about: u64) {
        (self.log)(notice);
        self.tell(notice, |id, place| place.name.is_some() && id != about);
    }

    // ANCHOR: tell
    /// Tells `text` to all guests for whom `to` says so. Whoever's outbox is
    /// full is cut off, and the others are told.
    fn tell(&mut self, text: &str, to: impl Fn(u64, &Place) -> bool) {
        let mut slow = self.push(text, to);
        // Telling that somebody was cut off may be too much for the next.
        while !slow.is_empty() {
            let why = format!("over {} bytes unread", self.max_queued);
            let cut_off = |id| self.remove(id, Some(&why));
            let notices: Vec<_> = slow.drain(..).filter_map(cut_off).collect();
            for notice in notices {
                (self.log)(&notice);
                slow.extend(self.push(&notice, |_, p| p.name.is_some()));
            }
        }
    }

    /// Puts the text into outboxes; those that were full.
    fn push(&self, text: &str, to: impl Fn(u64, &Place) -> bool) -> Vec<u64> {
        // Encoded once. A clone of `Bytes` is another handle to the same
        // bytes: a thousand guests share one copy.
        let message = (self.encode)(text);
        let mut full = Vec::new();
        for (&id, place) in &self.places {
            if to(id, place) && place.outbox.push(message.clone()).is_err() {
                full.push(id);
            }
        }
        full
    }
    // ANCHOR_END: tell

    // ANCHOR: remove
    /// Takes a guest's place away, with a last line that says why. What the
    /// others should be told, if they knew the guest.
    fn remove(&mut self, id: u64, why: Option<&str>) -> Option<String> {
        let place = self.places.remove(&id)?;
        let error = why.map(|why| (self.encode)(&format!("* error: {why}")));
        place.outbox.close(error);
        let name = place.name?;
        Some(match why {
            None => format!("* {name} left"),
            Some(why) => format!("* {name} left ({why})"),
        })
    }
    // ANCHOR_END: remove
}

/// Control characters, line ends that only some programs know, and those
/// that turn the direction of the text around them.
fn fools_the_reader(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
// ANCHOR_END: all

// ANCHOR: all
//! How a program hears something.

use std::sync::Arc;

use crate::{Ack, Args, Departure, Socket};

// ANCHOR: event
/// Something that the other side tells us of.
pub struct Event {
    /// Its name. A number is a name, too.
    pub name: String,
    /// What it carries.
    pub args: Args,
    /// Whether the other side wants to hear that it has come.
    pub ack: Option<Ack>,
}

/// What a program does at an event.
type Listener = Arc<dyn Fn(&Socket, &Event) + Send + Sync>;

/// What a program does when it is over.
type Mourner = Box<dyn FnOnce(&Socket, Departure) + Send>;

/// What a program does when both sides are there.
type Greeter = Box<dyn FnOnce(&Socket) + Send>;
// ANCHOR_END: event

/// All that a program has set down for one socket.
#[derive(Default)]
pub(crate) struct Listeners {
    /// In the order in which they were set. `None` is for all names.
    events: Vec<(Option<String>, Listener)>,
    connect: Vec<Greeter>,
    disconnect: Vec<Mourner>,
}

// ANCHOR: on
impl Socket {
    /// At each event of this name, calls `listener`: in the order of the
    /// events, one after the other, so it must not wait. Whoever has to wait
    /// spawns a task with a copy of the socket.
    pub fn on(
        &self,
        name: &str,
        listener: impl Fn(&Socket, &Event) + Send + Sync + 'static,
    ) {
        let (name, listener) = (Some(name.to_string()), Arc::new(listener));
        self.lock().listeners.events.push((name, listener));
    }

    /// At each event, whatever its name.
    pub fn on_any(
        &self,
        listener: impl Fn(&Socket, &Event) + Send + Sync + 'static,
    ) {
        self.lock().listeners.events.push((None, Arc::new(listener)));
    }

    /// Forgets all that is to be done at events of this name.
    pub fn off(&self, name: &str) {
        let mut state = self.lock();
        state.listeners.events.retain(|(n, _)| n.as_deref() != Some(name));
    }

    /// When both sides are there: in a client, since in a server they are
    /// from the beginning.
    pub fn on_connect(&self, listener: impl FnOnce(&Socket) + Send + 'static) {
        self.lock().listeners.connect.push(Box::new(listener));
    }

    /// When one of them has left, once.
    pub fn on_disconnect(
        &self,
        listener: impl FnOnce(&Socket, Departure) + Send + 'static,
    ) {
        self.lock().listeners.disconnect.push(Box::new(listener));
    }
}
// ANCHOR_END: on

// ANCHOR: tell
impl Socket {
    /// Calls whoever listens for this. No lock is held then: a listener may
    /// do with its socket what it likes.
    pub(crate) fn tell(&self, event: &Event) {
        let mut at = 0;
        while let Some(listener) = self.listener(&event.name, &mut at) {
            listener(self, event);
        }
    }

    /// The next one from `at` on, and `at` behind it.
    fn listener(&self, name: &str, at: &mut usize) -> Option<Listener> {
        let state = self.lock();
        let mut rest = state.listeners.events.get(*at..)?.iter();
        let (_, listener) = rest.find(|(wanted, _)| {
            *at += 1;
            wanted.as_deref().is_none_or(|wanted| wanted == name)
        })?;
        Some(listener.clone())
    }

    pub(crate) fn tell_connection(&self) {
        let greeters = std::mem::take(&mut self.lock().listeners.connect);
        greeters.into_iter().for_each(|greeter| greeter(self));
    }
}

impl Listeners {
    pub(crate) fn tell_departure(self, socket: &Socket, why: Departure) {
        let mourners = self.disconnect.into_iter();
        mourners.for_each(|mourner| mourner(socket, why));
    }
}
// ANCHOR_END: tell
// ANCHOR_END: all

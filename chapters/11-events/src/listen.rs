// ANCHOR: all
//! How a program hears something.

use std::sync::Arc;

use crate::socket::Stage;
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
        self.set_down(|listeners| listeners.events.push((name, listener)));
    }

    /// At each event, whatever its name.
    pub fn on_any(
        &self,
        listener: impl Fn(&Socket, &Event) + Send + Sync + 'static,
    ) {
        let listener = Arc::new(listener);
        self.set_down(|listeners| listeners.events.push((None, listener)));
    }

    /// Forgets all that is to be done at events of this name.
    pub fn off(&self, name: &str) {
        let mut state = self.lock();
        let all = std::mem::take(&mut state.listeners.events).into_iter();
        let (kept, gone): (Vec<_>, Vec<_>) =
            all.partition(|(wanted, _)| wanted.as_deref() != Some(name));
        state.listeners.events = kept;
        drop(state); // what goes may be all that holds a socket
        drop(gone);
    }

    /// When both sides are there: in a client, since in a server they are
    /// from the beginning.
    pub fn on_connect(&self, listener: impl FnOnce(&Socket) + Send + 'static) {
        self.set_down(|listeners| listeners.connect.push(Box::new(listener)));
    }

    /// When one of them has left, once.
    pub fn on_disconnect(
        &self,
        listener: impl FnOnce(&Socket, Departure) + Send + 'static,
    ) {
        let listener = Box::new(listener);
        self.set_down(|listeners| listeners.disconnect.push(listener));
    }

    /// After the end nothing is set down: nothing would ever let go of a
    /// listener that holds its own socket.
    fn set_down(&self, add: impl FnOnce(&mut Listeners)) {
        let mut state = self.lock();
        if !matches!(state.stage, Stage::Left) {
            add(&mut state.listeners);
        }
    }
}
// ANCHOR_END: on

// ANCHOR: tell
impl Socket {
    /// Calls whoever listens for this now. No lock is held then: a listener
    /// may do with its socket what it likes, and it counts from the next
    /// event on.
    pub(crate) fn tell(&self, event: &Event) {
        for listener in self.listeners(&event.name) {
            listener(self, event);
        }
    }

    fn listeners(&self, name: &str) -> Vec<Listener> {
        let state = self.lock();
        let all = state.listeners.events.iter();
        let wanted = all.filter(|(wanted, _)| {
            wanted.as_deref().is_none_or(|wanted| wanted == name)
        });
        wanted.map(|(_, listener)| listener.clone()).collect()
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

// ANCHOR: all
//! Where all that is said is numbered, remembered, and handed on.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::{Buf, Bytes};
use room::{Guest, Outbox, Refused, Room, line};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, watch};

use crate::{Config, History, Listener, Since};

/// A room's notice board: a guest of chapter 04's room who never speaks, and
/// writes down what it hears. It knows no socket and no HTTP. It also keeps
/// no list of who polls: whoever comes back says what it has heard last.
#[derive(Clone)]
pub struct Board(Arc<Parts>);

struct Parts {
    room: Room,
    /// The guest who writes down. Whoever speaks holds this lock, so numbers
    /// are given in the order in which things are said.
    scribe: tokio::sync::Mutex<Guest>,
    state: Mutex<State>,
    /// The number of the last message, for those who wait for the next.
    last: watch::Sender<u64>,
    closed: watch::Sender<bool>,
    places: Arc<Semaphore>,
    config: Config,
}

struct State {
    history: History,
    /// Those who hear without asking again.
    streams: BTreeMap<u64, (Arc<Outbox>, Arc<Notify>)>,
    next: u64,
}

impl Board {
    /// An empty board in a room of its own.
    pub fn new(config: Config) -> Board {
        let room = Room::new(usize::MAX, line, |_| {});
        let scribe = room.enter();
        // The name is valid and nobody else is here.
        let _ = scribe.join("board");
        let history = History::new(config.max_messages, config.max_history);
        let state = State { history, streams: BTreeMap::new(), next: 0 };
        Board(Arc::new(Parts {
            room,
            scribe: tokio::sync::Mutex::new(scribe),
            state: Mutex::new(state),
            last: watch::Sender::new(0),
            closed: watch::Sender::new(false),
            places: Arc::new(Semaphore::new(config.max_waiting)),
            config,
        }))
    }

    /// Its limits.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    // ANCHOR: say
    /// Says something in the room, under a name; its number. A request has
    /// no place in a room: somebody enters, says one thing, and leaves.
    ///
    /// # Errors
    /// What the room refuses.
    pub async fn say(&self, name: &str, text: &str) -> Result<u64, Refused> {
        let scribe = self.0.scribe.lock().await;
        let visitor = self.0.room.enter();
        visitor.join(name)?;
        let said = visitor.say(text);
        drop(visitor);
        // There is something, so this does not wait: at least that somebody
        // has come and gone.
        let Some(mut heard) = scribe.outbox().take().await else {
            return Err(Refused::Over);
        };
        let heard = heard.copy_to_bytes(heard.remaining());
        said?;
        let lines = heard.split(|byte| *byte == b'\n');
        // What the room says of its own begins with a star.
        let mut spoken = lines.filter(|l| !l.is_empty() && l[0] != b'*');
        let spoken = spoken.next().unwrap_or_default();
        Ok(self.publish(&String::from_utf8_lossy(spoken)))
    }

    /// Writes down what no guest has said; its number. No line end may be
    /// inside.
    pub fn publish(&self, text: &str) -> u64 {
        let mut state = self.lock();
        let message = state.history.append(text);
        state.streams.retain(|_, (outbox, hangup)| {
            let fits = outbox.push(message.clone()).is_ok();
            if !fits {
                // It reads too slowly. It may come again, and ask for what
                // it has missed: that costs us nothing until then.
                outbox.close(None);
                hangup.notify_one();
            }
            fits
        });
        let last = state.history.last();
        drop(state);
        self.0.last.send_replace(last);
        last
    }
    // ANCHOR_END: say

    // ANCHOR: wait
    /// What has been said since, which may be nothing.
    pub fn since(&self, after: Option<u64>) -> Since {
        self.lock().history.since(after)
    }

    /// Waits until there is something since, or the board closes. Nothing
    /// can be said between the look and the wait without being noticed.
    pub async fn wait(&self, after: Option<u64>) -> Since {
        let mut last = self.0.last.subscribe();
        let closed = self.closed();
        tokio::pin!(closed);
        loop {
            let since = self.since(after);
            if !since.is_empty() {
                return since;
            }
            tokio::select! {
                changed = last.changed() => match changed {
                    Ok(()) => {}
                    Err(_) => return since, // cannot be: we hold its sender
                },
                () = &mut closed => return since,
            }
        }
    }
    // ANCHOR_END: wait

    // ANCHOR: listen
    /// What has been said since, and all that will be. `hangup` is notified
    /// when whoever listens does not read fast enough.
    pub fn listen(&self, after: Option<u64>, hangup: Arc<Notify>) -> Listener {
        let outbox = Arc::new(Outbox::new(self.0.config.max_queued));
        // One lock for both, or something could be said in between.
        let mut state = self.lock();
        let since = state.history.since(after);
        let number = state.next;
        state.next += 1;
        state.streams.insert(number, (outbox.clone(), hangup));
        drop(state);
        if *self.0.closed.borrow() {
            outbox.close(None);
        }
        Listener::new(self.clone(), number, since, outbox)
    }
    // ANCHOR_END: listen

    /// A place to wait in, if one is free.
    pub fn place(&self) -> Option<OwnedSemaphorePermit> {
        self.0.places.clone().try_acquire_owned().ok()
    }

    /// How many places are free.
    pub fn free_places(&self) -> usize {
        self.0.places.available_permits()
    }

    /// Ends all streams, and answers all who wait.
    pub fn close(&self) {
        self.0.closed.send_replace(true);
        for (outbox, _) in self.lock().streams.values() {
            outbox.close(None);
        }
    }

    /// Completes when the board has been closed.
    pub async fn closed(&self) {
        let mut closed = self.0.closed.subscribe();
        // An error would mean that the sender is gone, and we hold it.
        let _ = closed.wait_for(|closed| *closed).await;
    }

    pub(crate) fn forget(&self, number: u64) {
        self.lock().streams.remove(&number);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere cannot leave a half-written board behind.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The messages of one batch, in one piece; a single one is shared.
pub(crate) fn whole(mut batch: room::Batch) -> Bytes {
    match batch.single() {
        Some(message) => message.clone(),
        None => batch.copy_to_bytes(batch.remaining()),
    }
}
// ANCHOR_END: all

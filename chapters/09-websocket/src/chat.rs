// ANCHOR: all
//! What all connections share.

use std::sync::Arc;

use bytes::Bytes;
use room::Room;
use tokio::sync::watch;

use crate::Config;

/// Chapter 04's room, and whether it is closing.
#[derive(Clone)]
pub struct Chat(Arc<Parts>);

struct Parts {
    room: Room,
    config: Config,
    ending: watch::Sender<bool>,
}

impl Chat {
    /// An empty room. `log` is shown who joins and leaves.
    pub fn new(config: Config, log: fn(&str)) -> Chat {
        let room = Room::new(config.max_queued, text, log);
        let ending = watch::Sender::new(false);
        Chat(Arc::new(Parts { room, config, ending }))
    }

    /// Its limits.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Who is there.
    pub fn room(&self) -> &Room {
        &self.0.room
    }

    /// Nothing more is accepted. All who are connected are told.
    pub fn close(&self) {
        // In this order: whoever finds the outbox closed looks for why.
        self.0.ending.send_replace(true);
        self.0.room.close(room::GOODBYE);
    }

    /// Whether it has been closed.
    pub fn is_closed(&self) -> bool {
        *self.0.ending.borrow()
    }

    /// Completes when the chat has been closed.
    pub async fn closed(&self) {
        let mut ending = self.0.ending.subscribe();
        // An error would mean that the sender is gone, and we hold it.
        let _ = ending.wait_for(|ending| *ending).await;
    }
}

/// What travels in this chapter: a text as it is. The frame says where it
/// ends, so there is no line end.
fn text(text: &str) -> Bytes {
    Bytes::copy_from_slice(text.as_bytes())
}
// ANCHOR_END: all

// ANCHOR: all
//! The room behind a listening socket.

use std::io;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::{Outbox, Room, converse, line, name};

/// The room's last line to everybody who is there when it closes.
pub const GOODBYE: &str = "* the room closes: goodbye";

// ANCHOR: config
/// How much a guest may do, and not do.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    /// The most bytes in a line, its end not counted (1024).
    pub max_line: usize,
    /// The most bytes that wait for one guest (64 KiB). It is worth more
    /// than one burst of the longest lines, or a single guest who pastes
    /// something could have the others cut off.
    pub max_queued: usize,
    /// The longest time between two whole lines (10 minutes).
    pub idle: Duration,
    /// How many lines a guest may say at once (50),
    pub burst: u32,
    /// and the mean time between two lines after that (50 ms).
    pub pace: Duration,
    /// The longest time for last words (5 s).
    pub goodbye: Duration,
    /// Is shown who joins and leaves (shows nothing). It is called under the
    /// room's lock, so it must not wait for anything.
    pub log: fn(&str),
}

impl Default for Config {
    fn default() -> Config {
        Config {
            max_line: 1024,
            max_queued: 64 * 1024,
            idle: Duration::from_secs(600),
            burst: 50,
            pace: Duration::from_millis(50),
            goodbye: Duration::from_secs(5),
            log: |_| {},
        }
    }
}
// ANCHOR_END: config

impl Config {
    /// The most bytes that one line can take in an [`Outbox`].
    pub fn longest_message(&self) -> usize {
        let around = ": \n".len() + Outbox::HANDLE;
        name::MAX_LENGTH.saturating_add(around).saturating_add(self.max_line)
    }
}

// ANCHOR: serve
/// Serves everybody who connects, until `shutdown` completes. Then nobody is
/// let in and nothing is accepted any more, but what was accepted is still
/// delivered, to all who read on, for up to `config.goodbye`.
///
/// # Errors
/// None today: what goes wrong on one connection ends that connection, and
/// no other.
pub async fn serve(
    config: Config,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    tokio::pin!(shutdown);
    let room = Room::new(config.max_queued, line, config.log);
    let mut conversations = JoinSet::new();
    loop {
        tokio::select! {
            stream = ping::accept(&listener) => {
                // Messages are small and come when they come: none of them
                // should wait in the system for a fuller packet (chapter 05).
                let _ = stream.set_nodelay(true);
                conversations.spawn(converse(stream, room.clone(), config));
            }
            // Whoever has finished is forgotten, or the set would grow.
            Some(_) = conversations.join_next() => {}
            () = &mut shutdown => break,
        }
    }
    drop(listener); // whoever connects now is refused by the system
    room.close(GOODBYE);
    while conversations.join_next().await.is_some() {}
    Ok(())
}
// ANCHOR_END: serve
// ANCHOR_END: all

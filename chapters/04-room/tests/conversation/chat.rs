//! A room, and guests on wires in memory.

use std::time::Duration;

use framing::Lines;
use kit::{spawn, within};
use room::{Config, Room, converse, line};
use tokio::io::AsyncWriteExt;
use tokio::task::JoinHandle;
use wiretap::{MemoryStream, Recording, Wire, pair};

pub const MS: Duration = Duration::from_millis(1);

/// A room with its rules.
pub struct Chat {
    pub room: Room,
    pub config: Config,
}

/// One end of a connection to it.
pub struct Peer {
    pub lines: Lines<MemoryStream>,
    /// The room's side of this connection.
    pub task: JoinHandle<()>,
}

impl Chat {
    pub fn new(config: Config) -> Chat {
        Chat { room: Room::new(config.max_queued, line, |_| {}), config }
    }

    /// Somebody who has connected, over a perfect wire.
    pub fn connect(&self) -> Peer {
        self.tie(pair())
    }

    /// The same over a wire that may be anything but perfect.
    pub fn connect_over(&self, wire: Wire) -> Peer {
        self.tie(wire.connect(Recording::default().recorder()))
    }

    pub fn tie(&self, (near, far): (MemoryStream, MemoryStream)) -> Peer {
        Peer { lines: Lines::new(near, 1 << 20), task: self.accept(far) }
    }

    /// The room's side of a connection.
    pub fn accept(&self, far: MemoryStream) -> JoinHandle<()> {
        spawn(converse(far, self.room.clone(), self.config))
    }

    /// Somebody who has joined, and read all that was said about it.
    pub async fn join(&self, name: &str) -> Peer {
        self.join_over(Wire::default(), name).await
    }

    pub async fn join_over(&self, wire: Wire, name: &str) -> Peer {
        let mut peer = self.connect_over(wire);
        peer.expect("* your name?").await;
        peer.say(name).await;
        let welcome = peer.next().await;
        assert!(welcome.starts_with("* welcome"), "{welcome}");
        peer
    }
}

impl Peer {
    pub async fn say(&mut self, text: &str) {
        within("room to write", self.lines.send(text)).await.unwrap();
    }

    /// The next line from the room.
    pub async fn next(&mut self) -> String {
        let line = within("a line", self.lines.next()).await.unwrap();
        line.expect("a line, not the end")
    }

    #[track_caller]
    pub fn expect(&mut self, text: &str) -> impl Future<Output = ()> {
        let place = std::panic::Location::caller();
        async move { assert_eq!(self.next().await, text, "at {place}") }
    }

    /// The room has finished: nothing more will come.
    pub async fn expect_end(&mut self) {
        let next = within("the end", self.lines.next()).await.unwrap();
        assert_eq!(next, None);
    }

    /// All lines until the room has finished.
    pub async fn rest(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        while let Some(line) =
            within("the end", self.lines.next()).await.unwrap()
        {
            lines.push(line);
        }
        lines
    }

    /// Says that it will write no more.
    pub async fn finish(&mut self) {
        self.lines.finish().await.unwrap();
    }

    /// The room has forgotten this connection.
    pub async fn expect_forgotten(self) {
        within("the conversation's end", self.task).await.unwrap();
    }
}

/// A guest's side that is written to byte by byte.
pub async fn write(stream: &mut MemoryStream, bytes: &[u8]) {
    within("room to write", stream.write_all(bytes)).await.unwrap();
}

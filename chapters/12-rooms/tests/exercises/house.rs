//! A server with rooms, and guests whose frames are made by hand, so that no
//! library tests itself.

use std::time::Duration;

use engine::{Engine, converse};
use events::{AckError, Args, ArgsError, Config, Io, Socket};
use kit::{spawn, within};
use peer::Peer;
use rooms::{Broadcast, Rooms};
use tokio::sync::mpsc;
use tokio::time::sleep; // allowed: the clock is paused
use wiretap::{MemoryStream, pair};

pub const MS: Duration = Duration::from_millis(1);
pub const SECOND: Duration = Duration::from_secs(1);

/// A server, its rooms, and who has come.
pub struct House {
    pub engine: Engine,
    pub rooms: Rooms,
    arrivals: mpsc::UnboundedReceiver<Socket>,
}

impl House {
    /// On one server, that asks nobody whether he is there, for a day.
    pub fn new() -> House {
        House::with(Rooms::new("/"), |_| {})
    }

    /// With these rooms, and other limits.
    pub fn with(rooms: Rooms, limit: impl FnOnce(&mut Config)) -> House {
        House::whose(rooms, limit, |_, _| {})
    }

    /// And something is done with each who comes.
    pub fn whose(
        rooms: Rooms,
        limit: impl FnOnce(&mut Config),
        connect: impl Fn(&Rooms, &Socket) + Send + Sync + 'static,
    ) -> House {
        let (tell, arrivals) = mpsc::unbounded_channel();
        let namespace = rooms.namespace(move |rooms, socket| {
            connect(rooms, socket);
            let _ = tell.send(socket.clone());
        });
        let mut config = Config::default();
        config.engine.ping_interval = Duration::from_secs(86_400);
        limit(&mut config);
        let engine = Io::new().with("/", namespace).into_engine(config);
        House { engine, rooms, arrivals }
    }

    /// Somebody who has come in.
    pub async fn guest(&mut self) -> Guest {
        self.tie(pair()).await
    }

    /// So many.
    pub async fn guests<const N: usize>(&mut self) -> [Guest; N] {
        let mut guests = Vec::new();
        for _ in 0..N {
            guests.push(self.guest().await);
        }
        guests.try_into().ok().expect("as many")
    }

    /// Somebody who has come in over this connection.
    pub async fn tie(
        &mut self,
        (near, far): (MemoryStream, MemoryStream),
    ) -> Guest {
        let task = spawn(converse(far, self.engine.clone()));
        let mut peer = Peer::new(near, task);
        peer.begin(4).await;
        peer.join("/").await;
        let came = within("somebody's coming", self.arrivals.recv()).await;
        Guest { peer, socket: came.expect("a house") }
    }
}

/// Somebody who is here: his end of the wire, and the server's socket.
pub struct Guest {
    pub peer: Peer,
    pub socket: Socket,
}

impl Guest {
    pub async fn say(&mut self, packet: &str) {
        self.peer.say(packet).await;
    }

    pub async fn hear(&mut self) -> String {
        self.peer.hear().await
    }

    /// The next message, which is this text.
    #[track_caller]
    pub fn expect<'a>(
        &'a mut self,
        text: &'a str,
    ) -> impl Future<Output = ()> + 'a {
        self.peer.expect(text)
    }

    /// Nothing comes, as long as nobody says anything.
    #[track_caller]
    pub fn expect_silence(&mut self) -> impl Future<Output = ()> {
        self.peer.expect_silence()
    }

    /// What the server closes with.
    pub async fn closed(&mut self) -> (u16, String) {
        self.peer.closed().await
    }
}

/// One argument, which is always JSON.
pub fn arg(value: impl serde::Serialize) -> Args {
    Args::of(&value).unwrap()
}

/// Asks them `["ask",1]`.
pub async fn ask(whom: Broadcast<'_>, limit: Duration) -> Answers {
    whom.emit_with_ack("ask", &arg(1), limit).await
}

/// What has come of a question to many.
pub type Answers = Result<Vec<Result<Args, AckError>>, ArgsError>;

/// Lets everybody do what can be done now.
pub async fn settle() {
    sleep(MS).await;
}

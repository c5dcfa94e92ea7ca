//! The seam is enough: two servers in one process, and one room.

use std::sync::{Arc, Mutex};

use events::{Encoded, Socket};
use rooms::{Adapter, Audience, Local, Rooms};

use crate::house::{House, SECOND, arg, ask};

/// The rooms of several servers. What one of them is told it tells the
/// others, as it would over a network: the audience and the bytes.
#[derive(Clone, Default)]
struct Cluster(Arc<Mutex<Vec<Arc<Local>>>>);

impl Cluster {
    fn server(&self) -> Member {
        let local = Arc::<Local>::default();
        self.0.lock().unwrap().push(local.clone());
        Member { local, cluster: self.clone() }
    }
}

struct Member {
    local: Arc<Local>,
    cluster: Cluster,
}

impl Member {
    /// This server, and all others unless it is for this one alone.
    fn tell(&self, who: &Audience, tell: impl Fn(&Local)) {
        tell(&self.local);
        if !who.local {
            let others = self.cluster.0.lock().unwrap().clone();
            let is_other = |one: &&Arc<Local>| !Arc::ptr_eq(one, &self.local);
            others.iter().filter(is_other).for_each(|other| tell(other));
        }
    }
}

impl Adapter for Member {
    fn enter(&self, socket: &Socket) {
        self.local.enter(socket);
    }

    fn exit(&self, socket: &Socket) {
        self.local.exit(socket);
    }

    fn join(&self, who: &Audience, room: &str) {
        self.tell(who, |local| local.join(who, room));
    }

    fn leave(&self, who: &Audience, room: &str) {
        self.tell(who, |local| local.leave(who, room));
    }

    fn send(&self, who: &Audience, encoded: &Encoded) {
        self.tell(who, |local| local.send(who, encoded));
    }

    fn disconnect(&self, who: &Audience, session: bool) {
        self.tell(who, |local| local.disconnect(who, session));
    }

    fn sockets(&self, who: &Audience) -> Vec<Socket> {
        self.local.sockets(who)
    }

    fn rooms(&self, id: &str) -> Vec<String> {
        self.local.rooms(id)
    }
}

fn two() -> (House, House) {
    let cluster = Cluster::default();
    let house = || House::with(Rooms::with("/", cluster.server()), |_| {});
    (house(), house())
}

#[tokio::test(start_paused = true)]
async fn what_is_said_on_one_server_is_heard_on_the_other() {
    let (mut one, mut two) = two();
    let mut ann = one.guest().await;
    let mut bob = two.guest().await;
    one.rooms.all().emit("news", &arg(1)).unwrap();
    ann.expect(r#"42["news",1]"#).await;
    bob.expect(r#"42["news",1]"#).await;
    two.rooms.broadcast(&bob.socket).emit("hello", &arg(2)).unwrap();
    ann.expect(r#"42["hello",2]"#).await;
    bob.expect_silence().await;
}

#[tokio::test(start_paused = true)]
async fn a_room_may_be_on_both() {
    let (mut one, mut two) = two();
    let [mut ann, mut cid] = one.guests().await;
    let mut bob = two.guest().await;
    one.rooms.join(&ann.socket, "red");
    two.rooms.join(&bob.socket, "red");
    two.rooms.to("red").emit("news", &arg(1)).unwrap();
    ann.expect(r#"42["news",1]"#).await;
    bob.expect(r#"42["news",1]"#).await;
    cid.expect_silence().await;
    // Even somebody on the other server can be told to join.
    two.rooms.to(&cid.socket.id()).join("red");
    assert_eq!(one.rooms.of(&cid.socket), ["red"]);
    one.rooms.to("red").leave("red");
    assert!(two.rooms.of(&bob.socket).is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_is_local_stays_on_its_server() {
    let (mut one, mut two) = two();
    let mut ann = one.guest().await;
    let mut bob = two.guest().await;
    one.rooms.all().local().emit("news", &arg(1)).unwrap();
    ann.expect(r#"42["news",1]"#).await;
    bob.expect_silence().await;
    one.rooms.all().local().disconnect(false);
    ann.expect("41").await;
    bob.expect_silence().await;
}

#[tokio::test(start_paused = true)]
async fn somebody_on_the_other_server_can_be_sent_away() {
    let (mut one, mut two) = two();
    let mut ann = one.guest().await;
    let mut bob = two.guest().await;
    one.rooms.to(&bob.socket.id()).disconnect(true);
    bob.expect("41").await;
    assert_eq!(bob.closed().await.0, 1000);
    ann.expect_silence().await;
}

#[tokio::test(start_paused = true)]
async fn questions_are_for_those_of_this_server() {
    // As the page says: answers of others would need a way back.
    let (mut one, mut two) = two();
    let mut ann = one.guest().await;
    let mut bob = two.guest().await;
    // A room there may be called what somebody here is.
    two.rooms.join(&bob.socket, &ann.socket.id());
    let asking = ask(one.rooms.all(), SECOND);
    let answering = async {
        let asked = ann.hear().await;
        assert_eq!(asked, r#"420["ask",1]"#);
        ann.say("430[]").await;
    };
    let (answers, ()) = tokio::join!(asking, answering);
    assert_eq!(answers.unwrap().len(), 1);
    bob.expect_silence().await;
}
